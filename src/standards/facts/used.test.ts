import { describe, expect, it } from 'vitest';
import { repositoryOf } from '../repository/memory-repository.ts';
import { smallServer } from '../testing/small-server.ts';
import { idleUsersOf } from './idle-users.ts';
import { findUsed } from './occurrences.ts';
import { inServer, packageInServer, variableInServer } from './search.ts';
import { allCode, serverCode } from './used.ts';

const callsTo = (files: Readonly<Record<string, string>>, text: string | RegExp): number =>
  inServer(smallServer(files), { kind: 'call', text }).length;

describe('code that runs', () => {
  it.each([
    ['called at the top', 'limit();'],
    ['called by what is called', 'const start = () => limit();\nstart();'],
    ['handed on', 'const guard = () => limit();\nuse(guard);'],
    ['a method of what is made', 'class App { run() { limit(); } }\nnew App();'],
    ['exported by the entry', 'export const run = () => limit();'],
    ['in a default export', 'export default () => limit();'],
  ])('is found: %s', (_what, main) => {
    expect(callsTo({ 'src/main.js': main }, 'limit')).toBe(1);
  });

  it.each([
    ['in a comment', '// limit();\n/* limit(); */'],
    ['in a text', "console.log('limit()');"],
    ['in a function that nobody calls', 'const guard = () => limit();'],
    ['in a function that only calls itself', 'const guard = () => { limit(); guard(); };'],
    [
      'under a name that is another one inside',
      'const guard = () => limit();\nconst run = (guard) => guard();\nrun(other);',
    ],
  ])('is not found: %s', (_what, main) => {
    expect(callsTo({ 'src/main.js': main }, 'limit')).toBe(0);
  });

  it.each([
    ['by name', "import { guard } from './guard.js';\nguard();"],
    ['under another name', "import { guard as g } from './guard.js';\ng();"],
    ['as a whole', "import * as all from './guard.js';\nall.guard();"],
    ['through another module', "import { guard } from './index.js';\nguard();"],
    ['while it runs', "const run = async () => (await import('./guard.js')).guard();\nrun();"],
    ['by CommonJS', "const { guard } = require('./guard');\nguard();"],
  ])('is followed over an import %s', (_how, main) => {
    const files = {
      'src/guard.js': 'export const guard = () => limit();\n',
      'src/index.js': "export * from './guard.js';\n",
    };
    expect(callsTo({ ...files, 'src/main.js': main }, 'limit')).toBe(1);
  });

  it('is not followed over an import that nobody uses, or of a type', () => {
    const guard = { 'src/guard.ts': 'export const guard = () => limit();\n' };
    expect(callsTo({ ...guard, 'src/main.js': "import { guard } from './guard.js';\n" }, 'limit')).toBe(0);
    const typed = {
      ...guard,
      'src/main.ts': "import type { guard } from './guard.ts';\nlet a: typeof guard;\nuse(a);\n",
    };
    expect(callsTo(typed, 'limit')).toBe(0);
  });

  it('is found by the path of tsconfig.json, whose comments and commas do not matter', () => {
    const config = '{\n  // paths\n  "compilerOptions": { "paths": { "@/*": ["./src/*"] }, },\n}\n';
    const files = { 'tsconfig.json': config, 'src/guard.ts': 'export const guard = () => limit();\n' };
    expect(callsTo({ ...files, 'src/main.js': "import { guard } from '@/guard';\nguard();\n" }, 'limit')).toBe(1);
  });

  it('is everything where folders are loaded as a whole', () => {
    const main = "import autoload from '@fastify/autoload';\napp.register(autoload, { dir: 'routes' });\n";
    expect(callsTo({ 'src/main.js': main, 'src/routes/a.js': 'export default () => limit();\n' }, 'limit')).toBe(1);
  });

  it('never includes tests', () => {
    expect(callsTo({ 'src/main.js': "import './main.test.js';\n", 'src/main.test.js': 'limit();\n' }, 'limit')).toBe(0);
  });
});

describe('where programs start', () => {
  const files = {
    'package.json': JSON.stringify({
      scripts: { start: 'node dist/src/main.js', 'db:seed': 'tsx src/seed.ts', docs: 'tsx docs/write.ts' },
    }),
    'src/main.ts': 'serve();\n',
    'src/seed.ts': 'seed();\n',
    'docs/write.ts': 'write();\n',
  };
  const repository = repositoryOf(new Map(Object.entries(files)));

  it('is told by the scripts, also for what is compiled', () => {
    expect(serverCode(repository).files).toEqual(['src/main.ts']);
    expect(allCode(repository).files).toEqual(['src/main.ts', 'src/seed.ts']);
  });

  it('is guessed by name when nothing tells, and otherwise all of the sources may run', () => {
    const named = repositoryOf(
      new Map([
        ['server.js', 'serve();'],
        ['other.js', 'other();'],
      ]),
    );
    expect(serverCode(named).files).toEqual(['server.js']);
    const unnamed = repositoryOf(
      new Map([
        ['lib/a.js', 'a();'],
        ['lib/b.js', 'b();'],
      ]),
    );
    expect(findUsed(unnamed, serverCode(unnamed), { kind: 'call', text: /^[ab]$/ })).toHaveLength(2);
  });
});

describe('packages and variables', () => {
  it('count where they are used', () => {
    const repository = smallServer({
      'src/main.js': `import helmet from 'helmet';
import cors from 'cors';
const { PORT } = process.env;
app.use(helmet());
listen(PORT, process.env.HOST, { LIMIT: 5 });
const later = async () => import('ioredis');
later();
`,
    });
    expect(packageInServer(repository, { from: /^helmet$/ })).toEqual([{ path: 'src/main.js', line: 4 }]);
    expect(packageInServer(repository, { from: /^cors$/ })).toEqual([]);
    expect(packageInServer(repository, { from: /^ioredis$/ })).toEqual([{ path: 'src/main.js', line: 6 }]);
    expect(
      ['PORT', 'HOST', 'LIMIT'].map((name) => variableInServer(repository, new RegExp(`^${name}$`)).length),
    ).toEqual([1, 1, 0]);
  });

  it('a plugin that was taken out is an idle user of what it applied', () => {
    const files = {
      'src/headers.js': 'export const headers = { a: 1 };\n',
      'src/plugin.js': "import { headers } from './headers.js';\nexport const plugin = () => set(headers);\n",
    };
    const main = "import { headers } from './headers.js';\nimport { plugin } from './plugin.js';\nonError(headers);\n";
    expect(idleUsersOf(smallServer({ ...files, 'src/main.js': main }), ['src/headers.js'])).toEqual(['src/plugin.js']);
    expect(idleUsersOf(smallServer({ ...files, 'src/main.js': `${main}plugin();\n` }), ['src/headers.js'])).toEqual([]);
  });
});
