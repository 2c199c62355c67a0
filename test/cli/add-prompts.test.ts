import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, PseudoTerminal } from './pseudo-terminal.ts';
import { bundleCommand, emittedFilesIn, filesIn, makeFolder, run, temporaryFolder } from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const open = (cwd: string, args: readonly string[]) => new PseudoTerminal([process.execPath, command, ...args], cwd);

describe('adding', () => {
  it('shows what would change, and asks', async () => {
    const cwd = temporaryFolder();
    await run(command, ['app', '--no-install', '--stack', 'grid'], { cwd });
    const folder = join(cwd, 'app');
    const before = emittedFilesIn(folder);

    const refused = open(folder, ['add', 'queue', '--no-install']);
    await refused.see('create    queue.txt');
    await refused.answer('Write these changes?', keys.right, keys.enter);
    expect(await refused.ended).toBe(130);
    expect(emittedFilesIn(folder)).toEqual(before);

    const accepted = open(folder, ['add', 'queue', '--no-install']);
    await accepted.answer('Write these changes?', keys.enter);
    expect(await accepted.ended).toBe(0);
    expect(readdirSync(folder)).toContain('queue.txt');
  });
});

describe('adding without a word', () => {
  const repository = async (...args: readonly string[]): Promise<string> => {
    const cwd = temporaryFolder();
    await run(command, ['app', '--no-install', '--stack', 'grid', ...args], { cwd });
    return join(cwd, 'app');
  };

  it('asks which of the features that are not there yet', async () => {
    const folder = await repository('--auth', 'none', '--with', 'queue');
    const terminal = open(folder, ['add', '--no-install']);
    await terminal.see('◆  Which features do you want to add?');
    await terminal.see('Report');
    // What is there, and what excludes it, is not offered.
    for (const absent of ['Cache', 'Queue', 'Ledger', 'Identity']) expect(terminal.text).not.toContain(absent);
    terminal.type(keys.enter);
    await terminal.see('Please select at least one option');
    terminal.type(keys.space, keys.enter);
    await terminal.see('create    report.txt');
    expect(readdirSync(folder)).not.toContain('report.txt');
    await terminal.answer('Write these changes?', keys.enter);
    expect(await terminal.ended).toBe(0);
    expect(readdirSync(folder)).toContain('report.txt');
    expect(terminal.text.replaceAll('\r\n', '')).toContain('@9.8.7 add report --yes --no-install');
  });

  it('asks again when the features exclude each other', async () => {
    const terminal = open(await repository('--auth', 'none'), ['add']);
    await terminal.see('Which features do you want to add?');
    terminal.type(keys.space, keys.down, keys.space, keys.enter);
    await terminal.see('both own the same table');
    await terminal.answer('Which features', keys.controlC);
    expect(await terminal.ended).toBe(130);
  });

  it('can be left, and nothing is written', async () => {
    const folder = await repository();
    const before = filesIn(folder);
    const terminal = open(folder, ['add']);
    await terminal.answer('Which features', keys.controlC);
    expect(await terminal.ended).toBe(130);
    expect(filesIn(folder)).toEqual(before);
  });

  it('asks nothing where nothing can be added', async () => {
    const folder = await repository('--without', 'box', '--auth', 'badge');
    writeFileSync(join(folder, 'own'), '');
    const dirty = open(folder, ['add']);
    expect(await dirty.ended).toBe(3);
    const foreign = open(temporaryFolder(), ['add']);
    expect(await foreign.ended).toBe(3);
    expect(dirty.text + foreign.text).not.toContain('Which features');
  });

  it('says so where everything is there', async () => {
    const folder = await repository('--auth', 'badge', '--with', 'cache,report,box,workplan');
    const terminal = open(folder, ['add']);
    expect(await terminal.ended).toBe(0);
    expect(terminal.text).toContain('every feature that can be added is there already');
  });
});
