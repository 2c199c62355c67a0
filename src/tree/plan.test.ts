import fc from 'fast-check';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { conflictsOf, writesOf, type ConflictPolicy } from './change-set.ts';
import type { Emission } from './emission.ts';
import { UnsafePathError } from './errors.ts';
import { planChanges } from './plan.ts';
import { resolveTarget } from './target.ts';
import { actionsOf, emissionOf, put } from './testing/run.ts';
import { readFiles, temporaryFolder, writeFiles, type Files } from './testing/temporary-folder.ts';
import { unprivileged } from './testing/unprivileged.ts';

const POLICIES: readonly ConflictPolicy[] = ['fail', 'skip', 'overwrite', 'merge'];
const files = { 'a.ts': 'a\n', 'src/b.ts': 'b\n', '.env': 'SECRET=new\n' };

async function plan(root: string, onConflict: ConflictPolicy, emission: Emission = emissionOf(files)) {
  return planChanges(emission, resolveTarget('.', root), { onConflict });
}

async function planOver(present: Files, onConflict: ConflictPolicy) {
  using folder = temporaryFolder();
  writeFiles(folder.path, present);
  return actionsOf(await plan(folder.path, onConflict));
}

describe('planChanges', () => {
  it('creates everything in a folder that is absent, empty, or holds only .git', async () => {
    using folder = temporaryFolder();
    const all = { 'a.ts': 'create', 'src/b.ts': 'create', '.env': 'create' };
    const absent = await planChanges(emissionOf(files), resolveTarget('new', folder.path), { onConflict: 'fail' });
    expect(absent.state).toBe('absent');
    expect(actionsOf(absent)).toEqual(all);
    writeFiles(folder.path, { '.git/HEAD': 'ref' });
    const empty = await plan(folder.path, 'fail');
    expect(empty.state).toBe('empty');
    expect(actionsOf(empty)).toEqual(all);
  });

  it('under fail lists a folder that may not be read by its name', async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { 'own/deep.txt': '' });
    chmodSync(folder.path, 0o755);
    chmodSync(join(folder.path, 'own'), 0);
    const planned = await unprivileged(() => plan(folder.path, 'fail'));
    expect(conflictsOf(planned).map(({ path }) => path)).toEqual(['own']);
    chmodSync(join(folder.path, 'own'), 0o700);
  });

  it('under fail lists every file, also those that nothing would be done to', async () => {
    const present = { 'a.ts': 'a\n', 'own/deep.txt': '', 'node_modules/x/y.js': '', '.git/HEAD': '' };
    expect(await planOver(present, 'fail')).toEqual({
      '.env': 'create',
      'a.ts': 'conflict',
      node_modules: 'conflict',
      'own/deep.txt': 'conflict',
      'src/b.ts': 'create',
    });
  });

  it('under skip, overwrite and merge looks only at files of its own', async () => {
    const present = { 'a.ts': 'mine\n', 'src/b.ts': 'b\n', 'own.txt': '' };
    const rest = { '.env': 'create', 'src/b.ts': 'unchanged' };
    expect(await planOver(present, 'skip')).toEqual({ ...rest, 'a.ts': 'skip' });
    expect(await planOver(present, 'overwrite')).toEqual({ ...rest, 'a.ts': 'overwrite' });
    expect(await planOver(present, 'merge')).toEqual({ ...rest, 'a.ts': 'merge' });
  });

  it.each(['skip', 'overwrite', 'merge'] as const)('under %s leaves an existing .env alone', async (policy) => {
    expect(await planOver({ '.env': 'SECRET=old\n' }, policy)).toMatchObject({ '.env': 'skip' });
  });

  it.each(POLICIES)('under %s refuses a folder, a file or a link in the way', async (policy) => {
    using folder = temporaryFolder();
    using outside = temporaryFolder();
    mkdirSync(join(folder.path, 'a.ts'));
    writeFileSync(join(folder.path, 'file'), '');
    symlinkSync(outside.path, join(folder.path, 'link'));
    symlinkSync('nowhere', join(folder.path, 'dangling'));
    const emission = emissionOf({ 'a.ts': '', 'file/b': '', 'file/c': '', 'link/d': '', dangling: '' });
    const paths = conflictsOf(await plan(folder.path, policy, emission)).map(({ path }) => path);
    expect(paths).toEqual(['a.ts', 'dangling', 'file', 'link']);
  });

  it('takes an owned file as emitted, but never under fail', async () => {
    using folder = temporaryFolder();
    writeFiles(folder.path, { 'a.ts': 'old\n' });
    const target = resolveTarget('.', folder.path);
    const actions = await Promise.all(
      POLICIES.map(async (onConflict) =>
        actionsOf(await planChanges(emissionOf({ 'a.ts': 'new\n' }), target, { onConflict, owned: ['a.ts'] })),
      ),
    );
    expect(actions.map((action) => action['a.ts'])).toEqual(['conflict', 'overwrite', 'overwrite', 'overwrite']);
  });

  it('refuses an emission that leads out of the target', async () => {
    using folder = temporaryFolder();
    const emission: Emission = new Map([['../escaped', { content: '' }]]);
    await expect(plan(folder.path, 'overwrite', emission)).rejects.toThrow(UnsafePathError);
  });

  it('keeps numbers that JavaScript cannot hold, and the layout, of a file that is merged', async () => {
    using folder = temporaryFolder();
    const own = '{\n\t"big": 12345678901234567890, "huge": 1e400,\n\t"price": 1.10,\n\t"files": ["a"]';
    const [script, other] = ['"scripts": { "a": "b" }', '"other": { "a": "b" }'];
    writeFiles(folder.path, { 'package.json': `${own}\n}\n`, 'a.json': `${own}\n}\n` });
    await put(folder.path, { 'package.json': `{ ${script} }\n`, 'a.json': `{ ${other} }\n` }, 'merge');
    const merged = readFiles(folder.path);
    const added = (name: string): string => `{\n\t"${name}": {\n\t\t"a": "b"\n\t},`;
    expect(merged['package.json']).toBe(`${own.replace('{', added('scripts'))}\n}\n`);
    expect(merged['a.json']).toBe(`${own.replace('{', added('other'))}\n}\n`);
  });

  it('cannot merge what is not text', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'a.ts'), Buffer.from([0xff, 0xfe, 0x00]));
    writeFileSync(join(folder.path, 'package.json'), '{ broken');
    const emission = emissionOf({ 'a.ts': 'text', 'package.json': '{}' });
    expect(conflictsOf(await plan(folder.path, 'merge', emission)).map(({ reason }) => reason)).toEqual([
      'is not a text file, so it cannot be merged',
      'is not valid JSON, so it cannot be merged',
    ]);
  });
});

const tree = fc.dictionary(
  fc.constantFrom('a.ts', 'b.md', 'src/c.ts', 'src/deep/d.ts', 'package.json', '.gitignore', 'tsconfig.json'),
  fc.array(fc.constantFrom('one', 'two', 'three', 'four', '=======', ''), { maxLength: 6 }),
);

function filesOf(value: Record<string, string[]>): Record<string, string> {
  const entries = Object.entries(value).map(([path, lines]): [string, string] => {
    if (!path.endsWith('.json')) return [path, lines.join('\n')];
    return [path, JSON.stringify({ scripts: Object.fromEntries(lines.map((line, index) => [line, String(index)])) })];
  });
  return Object.fromEntries(entries);
}

describe('planning and applying', () => {
  it.each(['skip', 'overwrite', 'merge'] as const)('under %s twice is once', async (policy) => {
    await fc.assert(
      fc.asyncProperty(tree, tree, async (present, emitted) => {
        using folder = temporaryFolder();
        writeFiles(folder.path, filesOf(present));
        await put(folder.path, filesOf(emitted), policy);
        const once = readFiles(folder.path);
        const again = await planChanges(emissionOf(filesOf(emitted)), resolveTarget(folder.path), {
          onConflict: policy,
        });
        expect(writesOf(again)).toEqual([]);
        await put(folder.path, filesOf(emitted), policy);
        expect(readFiles(folder.path)).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it('under merge no line of the user is lost', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, async (present, emitted) => {
        using folder = temporaryFolder();
        const before = filesOf(present);
        writeFiles(folder.path, before);
        await put(folder.path, filesOf(emitted), 'merge');
        const after = readFiles(folder.path);
        for (const [path, text] of Object.entries(before)) {
          if (path === 'package.json') continue;
          const lines = new Set((after[path] ?? '').split('\n'));
          if (path.endsWith('.json')) expect(after[path]).toContain('scripts');
          else expect(text.split('\n').filter((line) => line !== '' && !lines.has(line))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
