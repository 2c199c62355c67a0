import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bundleCommand,
  makeFolder,
  reportOf,
  repositoryWithGenerator,
  repositoryWithPlop,
  run,
  temporaryFolder,
} from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

describe('generate', () => {
  it("runs the repository's own plop with the words as they are", async () => {
    const folder = repositoryWithPlop(
      `require('fs').writeFileSync('args.json', JSON.stringify(process.argv.slice(2)))`,
    );

    const { code } = await run(command, ['generate', 'note', 'a $HOME', '--', '--name', 'x'], { cwd: folder });

    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'args.json'), 'utf8')).toBe('["note","a $HOME","--","--name","x"]');
  });

  it('reports what was made, and how to make it again', async () => {
    const folder = repositoryWithPlop(
      `const { rmSync, writeFileSync } = require('fs');
      writeFileSync('made.txt', ''); writeFileSync('list.txt', 'b'); rmSync('old.txt'); console.log('for people');`,
    );
    writeFileSync(join(folder, 'list.txt'), 'a');
    writeFileSync(join(folder, 'old.txt'), '');

    const report = reportOf(await run(command, ['generate', 'note', "it's", '--json'], { cwd: folder }));

    expect(report).toMatchObject({
      ok: true,
      target: folder,
      files: [
        { path: 'list.txt', action: 'update' },
        { path: 'made.txt', action: 'create' },
        { path: 'old.txt', action: 'delete' },
      ],
      repeat: String.raw`npx create-backend-architect@9.8.7 generate note 'it'\''s'`,
    });
  });

  it.each([
    [2, 2, ['The name is missing.', 'The members are, too.']],
    [3, 3, ['The name is missing.', 'The members are, too.']],
    [1, 1, ['The generator "note" ended with code 1.']],
    [7, 1, ['The generator "note" ended with code 7.']],
  ])('ends with what plop ends with: %i is %i', async (plopCode, code, messages) => {
    const folder = repositoryWithPlop(
      `console.error('- \\nThe name is missing.\\nThe members are, too.'); process.exit(${String(plopCode)});`,
    );
    const ended = await run(command, ['generate', 'note', '--json'], { cwd: folder });
    expect(ended.code).toBe(code);
    expect(reportOf(ended).problems.map(({ message }) => message)).toEqual(messages);
    expect((await run(command, ['generate', 'note'], { cwd: folder })).stderr).toContain('The name is missing.');
  });

  it('takes no flag for a name', async () => {
    const folder = repositoryWithPlop('');
    const ended = await run(command, ['generate', 'note', '--bogus', '--json'], { cwd: folder });
    expect(ended.code).toBe(2);
    expect(reportOf(ended).problems[0]?.message).toContain('--bogus');
  });

  it('says what is missing', async () => {
    const elsewhere = await run(command, ['generate', 'note'], { cwd: temporaryFolder() });
    expect(elsewhere.code).toBe(3);
    expect(elsewhere.stderr).toContain('Change into the root of one');
    const folder = repositoryWithGenerator();
    const notInstalled = await run(command, ['generate', 'note'], { cwd: folder });
    expect(notInstalled.code).toBe(3);
    expect(notInstalled.stderr).toContain('install');
    cpSync(join(bundle, 'dist/main.js'), join(folder, 'node_modules/plop/bin/plop.js'));
    const unknown = await run(command, ['generate', 'nota'], { cwd: folder });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Did you mean note?');
    expect((await run(command, ['generate'], { cwd: folder })).code).toBe(2);
  });
});
