import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, PseudoTerminal } from './pseudo-terminal.ts';
import { bundleCommand, filesIn, makeFolder, projectRoot, temporaryFolder } from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const open = (cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  new PseudoTerminal([process.execPath, command, ...args], cwd, environment);

const plopfile = `
import { writeFileSync } from 'node:fs';
console.log('a plopfile may print');
const write = () => writeFileSync('words.json', JSON.stringify(process.argv.slice(3)));
export default (plop) => {
  plop.setGenerator('note', { description: 'a note', prompts: [], actions: [() => write()] });
  plop.setGenerator('page', {
    description: 'a page:\\n    page Title text', prompts: async () => ({}), actions: [() => write()],
  });
  plop.setGenerator('strange', { description: 'in no folder', prompts: [], actions: [] });
};
`;

/** A repository with these generators, and the real plop. */
const repository = (...names: readonly string[]): string => {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(join(folder, 'generators', name), { recursive: true });
    writeFileSync(join(folder, 'generators', name, 'generator.js'), '');
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'plopfile.js'), plopfile);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(projectRoot, 'node_modules/plop'), join(folder, 'node_modules/plop'));
  return folder;
};

const wordsOf = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'words.json'), 'utf8'));

describe('generate at a terminal', () => {
  it('asks for the generator and its arguments, and runs when the command is agreed with', async () => {
    const folder = repository('note', 'page');
    const terminal = open(folder, ['generate']);
    await terminal.see('Which generator?');
    await terminal.see('note (a note)');
    terminal.type(keys.down, keys.enter);
    await terminal.see('page Title text');
    await terminal.answer('Which arguments does it get?', "'My page", keys.enter);
    await terminal.answer('A quote is left open.', "' text", keys.enter);
    await terminal.see("create-backend-architect@9.8.7 generate page 'My page' text");
    await terminal.see('Run it?');
    expect(existsSync(join(folder, 'words.json'))).toBe(false);
    terminal.type(keys.enter);
    expect(await terminal.ended).toBe(0);
    expect(wordsOf(folder)).toEqual(['My page', 'text']);
    expect(terminal.text).toContain('The same again, without questions:');
    expect(terminal.text).not.toContain('strange');
  });

  it('asks only for what was not given', async () => {
    const folder = repository('note', 'page');
    const named = open(folder, ['generate', 'page']);
    await named.see('page Title text');
    expect(named.text).not.toContain('Which generator?');
    // Flags are ours here as well; one that only the generator knows stands behind two dashes.
    await named.answer('Which arguments does it get?', '--bogus A', keys.enter);
    await named.see('There is no option --bogus.');
    named.type('\u007f'.repeat(9), '-- --bogus A', keys.enter);
    await named.see('generate page -- --bogus A');
    await named.answer('Run it?', keys.enter);
    expect(await named.ended).toBe(0);
    expect(wordsOf(folder)).toEqual(['--', '--bogus', 'A']);
  });

  it('goes back to the arguments with what was typed', async () => {
    const folder = repository('page');
    const terminal = open(folder, ['generate']);
    await terminal.answer('Which arguments does it get?', 'A', keys.enter);
    await terminal.answer('Run it?', keys.down, keys.enter);
    await terminal.answer('Which arguments does it get?', 'B', keys.enter);
    await terminal.see('generate page AB');
    await terminal.answer('Run it?', keys.enter);
    expect(await terminal.ended).toBe(0);
    expect(wordsOf(folder)).toEqual(['AB']);
  });

  it('asks nothing about a generator that asks nothing, or when all was given', async () => {
    for (const args of [['note'], ['page', 'A']]) {
      const folder = repository('note', 'page');
      const terminal = open(folder, ['generate', ...args]);
      expect(await terminal.ended).toBe(0);
      expect(terminal.text).not.toContain('Which');
      expect(wordsOf(folder)).toEqual(args.slice(1));
    }
  });

  it.each([
    ['Which generator?', []],
    ['Which arguments does it get?', ['page']],
  ])('can be left at %j, and nothing is written', async (question, args) => {
    const folder = repository('note', 'page');
    const before = filesIn(join(folder, 'generators'));
    const terminal = open(folder, ['generate', ...args]);
    await terminal.answer(question, keys.controlC);
    expect(await terminal.ended).toBe(130);
    expect(terminal.text).toContain('Cancelled. Nothing was written.');
    expect(filesIn(join(folder, 'generators'))).toEqual(before);
    expect(existsSync(join(folder, 'words.json'))).toBe(false);
  });

  it.each([
    ['--yes', ['--yes'], {}],
    ['--json', ['--json'], {}],
    ['CI', [], { CI: '1' }],
  ])('asks nothing with %s', async (_what, args, environment) => {
    const terminal = open(repository('note', 'page'), ['generate', ...args], environment);
    expect(await terminal.ended).toBe(2);
    expect(terminal.text).toContain('Which generator? It can be note, page.');
  });
});
