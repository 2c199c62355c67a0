import { describe, expect, it } from 'vitest';
import { smallServer } from '../testing/small-server.ts';
import { errorHandlers } from './failures.ts';
import { readsHeader, setsHeader } from './headers.ts';
import { importLines } from './import-lines.ts';
import { loosePattern } from './loose-pattern.ts';
import { objectsWith } from './objects.ts';
import { compilerOption } from './tsconfig.ts';

const serverOf = (text: string, others: Readonly<Record<string, string>> = {}) =>
  smallServer({ 'src/main.js': text, ...others });

describe('headers', () => {
  it.each(["use(req.headers['if-match']);", "req.get('If-Match');", "request.header('if-match');"])(
    'are read by %s',
    (text) => {
      expect(readsHeader(serverOf(text), 'if-match')).toHaveLength(1);
    },
  );

  it.each(["// req.headers['if-match']", "use('if-match');", "const a = { 'if-match': 1 };", "cache.put('if-match');"])(
    'are not read by %s',
    (text) => {
      expect(readsHeader(serverOf(text), 'if-match')).toEqual([]);
    },
  );

  it.each([
    "res.set('ETag', tag);",
    "reply.header('etag', tag);",
    'send({ etag: tag });',
    "res.setHeader('etag', tag);",
  ])('are set by %s', (text) => {
    expect(setsHeader(serverOf(text), 'etag')).toHaveLength(1);
  });
});

describe('a place for failures', () => {
  it.each([
    'app.setErrorHandler(handler);',
    'app.use((error, req, res, next) => { next(error); });',
    'const onError = function (error, req, res, next) {}; app.use(onError);',
    'app.useGlobalFilters(new Filter());',
    'module({ providers: [{ provide: APP_FILTER, useClass: Filter }] });',
  ])('is %s', (text) => {
    expect(errorHandlers(serverOf(text))).not.toEqual([]);
  });

  it('may be imported', () => {
    const text = "import { onError } from './errors.js';\napp.use(onError);\n";
    const others = { 'src/errors.js': 'export function onError(error, req, res, next) {}\n' };
    expect(errorHandlers(serverOf(text, others))).toEqual([{ path: 'src/main.js', line: 2 }]);
  });

  it('is not what only looks like one', () => {
    const text = "import { onError } from './none.js';\napp.use((req, res, next) => next());\napp.use(onError);\n";
    expect(errorHandlers(serverOf(text))).toEqual([]);
  });
});

describe('objects', () => {
  it('are found by all of their members, in one object', () => {
    expect(
      objectsWith(serverOf('send({ success: true, data, errors: [] });'), 'success', 'data', 'errors'),
    ).toHaveLength(1);
    expect(objectsWith(serverOf('send({ success: true }); send({ data, errors });'), 'success', 'data')).toEqual([]);
  });
});

describe('imports', () => {
  it('are all kinds of them, types too', () => {
    const text = `import a from 'a';
import type { B } from 'b';
export { c } from 'c';
export * from 'd';
const e = require('e');
const load = () => import('f');
// import g from 'g';
`;
    const source = smallServer({ 'x.ts': text }).source('x.ts');
    expect(source && importLines(source).map(({ specifier, place }) => `${specifier} ${String(place.line)}`)).toEqual([
      'a 1',
      'b 2',
      'c 3',
      'd 4',
      'e 5',
      'f 6',
    ]);
  });
});

describe('options of the compiler', () => {
  it('are read through comments, commas and the files that are extended', () => {
    const repository = smallServer({
      'tsconfig.json': '{\n  // base\n  "extends": "./config/base",\n  "compilerOptions": { "outDir": "a//b", },\n}',
      'config/base.json': '{ "compilerOptions": {\n /* all */ "strict": true } }',
    });
    expect(compilerOption(repository, 'strict')).toEqual({ value: true, place: { path: 'config/base.json', line: 2 } });
    expect(compilerOption(repository, 'outDir')?.value).toBe('a//b');
    expect(compilerOption(repository, 'target')).toBeUndefined();
  });

  it('end somewhere', () => {
    const repository = smallServer({ 'tsconfig.json': '{ "extends": "./tsconfig.json" }' });
    expect(compilerOption(repository, 'strict')).toBeUndefined();
    expect(compilerOption(smallServer({}), 'strict')).toBeUndefined();
  });
});

describe('a loose pattern', () => {
  it.each([
    [/^etag$/, 'set("ETag")'],
    [/(?:^|\.)digest$|^hash$/, 'const x = hash(y)'],
    [/^[^/]+$/, 'abc'],
    [/\$\{/, '${a}'],
  ])('%s matches within %s', (pattern, text) => {
    expect(loosePattern(pattern).test(text)).toBe(true);
  });

  it('still tells one word from another', () => {
    expect(loosePattern(/^etag$/).test('if-match')).toBe(false);
  });
});
