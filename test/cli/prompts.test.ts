import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, PseudoTerminal } from './pseudo-terminal.ts';
import { bundleCommand, emittedFilesIn, makeFolder, run, temporaryFolder } from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const open = (cwd: string, args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
  new PseudoTerminal([process.execPath, command, ...args], cwd, environment);

const bare = ['--no-install', '--no-git'];

describe('the questions', () => {
  it('lead from the folder to a summary, and nothing is written before it is accepted', async () => {
    const cwd = temporaryFolder();
    const terminal = open(cwd);
    await terminal.answer('Step 1 of 6 · Which folder', 'app', keys.enter);
    await terminal.answer('What is the package called?', keys.enter);
    await terminal.answer('Which domain model?', keys.enter);
    await terminal.answer('Step 2 of 6 · How much', keys.enter);
    // Nothing typed is an answer as well, and is shown.
    expect(terminal.text).toMatch(/│\s+the sample shop\s+│\s+◆\s+Step 2/);
    await terminal.answer('Step 3 of 6 · Which HTTP framework?', keys.enter);
    await terminal.answer('What carries the requests?', keys.down, keys.enter);
    await terminal.answer('Step 4 of 6 · How do users sign in?', keys.enter);
    await terminal.see('Step 5 of 6 · Which features?');
    await terminal.answer('Capabilities', keys.enter);
    await terminal.answer('Step 6 of 6 · Which package manager?', keys.enter);
    await terminal.answer('Install the dependencies now?', keys.right, keys.enter);
    await terminal.answer('first commit?', keys.right, keys.enter);
    await terminal.see('This is what you get');
    await terminal.see('files: root');
    await terminal.see('Write it?');
    expect(readdirSync(cwd)).toEqual([]);
    terminal.type(keys.enter);

    expect(await terminal.ended).toBe(0);
    expect(terminal.text).toContain('Next steps');
    expect(terminal.text).not.toContain('Warning');
    const flags = await run(command, ['same', '--name', 'app', '--web-adapter', 'thick', ...bare], { cwd });
    expect(flags.code).toBe(0);
    expect(emittedFilesIn(join(cwd, 'app'))).toEqual(emittedFilesIn(join(cwd, 'same')));
    expect(
      /npx create-backend-architect@9\.8\.7 app --yes .*--web-adapter thick/.test(terminal.text.replaceAll('\r\n', '')),
    ).toBe(true);
  });

  it('take an example for a name only when it is typed', async () => {
    const cwd = temporaryFolder();
    const terminal = open(cwd, [
      '--preset',
      'minimal',
      '--stack',
      'grid',
      '--auth',
      'none',
      '--with',
      'queue',
      ...bare,
    ]);
    await terminal.see('Enter confirms, Esc goes back');
    await terminal.answer('such as my-backend', keys.enter);
    await terminal.answer('Type the name of a folder.', 'my-backend', keys.enter);
    await terminal.answer('package called?', keys.enter);
    await terminal.answer('domain model?', keys.enter);
    await terminal.answer('package manager?', keys.enter);
    await terminal.answer('Write it?', keys.enter);
    expect(await terminal.ended).toBe(0);
    expect(readdirSync(cwd)).toEqual(['my-backend']);
  });

  it('propose the package manager that runs this', async () => {
    const given = ['--name', 'x', '--preset', 'minimal', '--stack', 'grid', '--auth', 'none', '--with', 'queue'];
    const environment = { npm_config_user_agent: 'pnpm/10.1.0 npm/? node/v24.0.0 linux x64' };
    const terminal = open(temporaryFolder(), ['app', ...given, ...bare, '--dry-run'], environment);
    await terminal.answer('domain model?', keys.enter);
    await terminal.answer('package manager?', keys.enter);
    await terminal.answer('Print the plan?', keys.enter);
    expect(await terminal.ended).toBe(0);
    expect(terminal.text).toContain('--package-manager pnpm');
  });

  it('are not asked for what was given', async () => {
    const cwd = temporaryFolder();
    const given = ['--name', 'x', '--preset', 'minimal', '--stack', 'grid', '--auth', 'none', '--with', 'queue'];
    const terminal = open(cwd, ['app', ...given, '--package-manager', 'npm', ...bare]);
    await terminal.answer('◆  Which domain model?', keys.enter);
    await terminal.answer('Write it?', keys.enter);
    expect(await terminal.ended).toBe(0);
  });

  it('can be gone back to with Esc, and remember the answer', async () => {
    const terminal = open(temporaryFolder(), [...bare, '--dry-run']);
    await terminal.answer('Which folder', 'app', keys.enter);
    await terminal.answer('package called?', keys.enter);
    await terminal.answer('domain model?', keys.enter);
    await terminal.answer('How much', keys.down, keys.enter);
    await terminal.answer('Which HTTP framework?', keys.escape);
    await terminal.see('How much');
    await terminal.see('● full');
    terminal.type(keys.controlC);
    expect(await terminal.ended).toBe(130);
  });

  it('can be gone back to from the summary', async () => {
    const cwd = temporaryFolder();
    const terminal = open(cwd, ['app', '--preset', 'minimal', '--name', 'x', '--stack', 'grid', ...bare]);
    await terminal.answer('domain model?', keys.enter);
    await terminal.answer('How do users sign in?', keys.enter);
    await terminal.answer('Which features?', keys.enter);
    await terminal.answer('package manager?', keys.enter);
    await terminal.answer('Write it?', keys.down, keys.enter);
    await terminal.answer('package manager?', keys.down, keys.enter);
    await terminal.see('This is what you get');
    await terminal.answer('Write it?', keys.enter);
    expect(await terminal.ended).toBe(0);
    expect(terminal.text).toContain('--package-manager pnpm');
  });

  it('are not asked when the given folder holds files', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'full'));
    writeFileSync(join(cwd, 'full/file'), '');
    const refused = open(cwd, ['full']);
    expect(await refused.ended).toBe(3);
    expect(refused.text).toContain('file: exists');
    expect(refused.text).not.toContain('Step 1');
  });

  it('end with the files that would be replaced', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'full'));
    writeFileSync(join(cwd, 'full/README.md'), 'mine\n');
    const given = ['--name', 'x', '--preset', 'minimal', '--stack', 'grid', '--auth', 'none', '--with', 'queue'];
    const terminal = open(cwd, ['full', ...given, '--package-manager', 'npm', ...bare, '--on-conflict', 'overwrite']);
    await terminal.answer('Which domain model?', keys.enter);
    await terminal.see('replaces 1 of yours: README.md');
    terminal.type(keys.controlC);
    expect(await terminal.ended).toBe(130);
  });

  it('are checked at once', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'full'));
    writeFileSync(join(cwd, 'full/file'), '');
    const terminal = open(cwd);
    await terminal.answer('Which folder', 'con', keys.enter);
    await terminal.see('reserves');
    terminal.type('\u007f\u007f\u007f', 'full', keys.enter);
    await terminal.see('holds files already');
    terminal.type('er', keys.enter);
    await terminal.answer('package called?', '!', keys.enter);
    await terminal.see('name can no longer contain special characters');
    terminal.type('\u007f', keys.enter);
    await terminal.answer('domain model?', 'none.yaml', keys.enter);
    await terminal.see('does not exist');
    terminal.type(keys.controlC);
    expect(await terminal.ended).toBe(130);
    expect(readdirSync(cwd)).toEqual(['full']);
  });

  it('are asked again when the features exclude each other', async () => {
    const cwd = temporaryFolder();
    const terminal = open(cwd, [
      'app',
      '--preset',
      'minimal',
      '--name',
      'x',
      '--stack',
      'grid',
      '--auth',
      'none',
      ...bare,
    ]);
    await terminal.answer('domain model?', keys.enter);
    await terminal.see('Which features?');
    // Past the cache: ledger and queue.
    terminal.type(keys.down, keys.space, keys.down, keys.space, keys.enter);
    await terminal.see('both own the same table');
    await terminal.see('Which features?');
    terminal.type(keys.controlC);
    expect(await terminal.ended).toBe(130);
  });
});

describe('leaving', () => {
  it.each([
    ['Ctrl-C', keys.controlC],
    ['Ctrl-D', keys.controlD],
  ])('by %s ends with 130 and writes nothing', async (_name, key) => {
    const cwd = temporaryFolder();
    const terminal = open(cwd);
    await terminal.answer('Which folder', key);
    expect(await terminal.ended).toBe(130);
    expect(terminal.text).toContain('Cancelled. Nothing was written.');
    expect(readdirSync(cwd)).toEqual([]);
    // The cursor that the prompt hid is shown again.
    expect(terminal.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001b[?25l'));
  });

  it('is possible at a choice, and where changes are confirmed', async () => {
    const cwd = temporaryFolder();
    const choice = open(cwd, ['app', '--name', 'x', ...bare]);
    await choice.answer('domain model?', keys.enter);
    await choice.answer('How much', keys.controlD);
    expect(await choice.ended).toBe(130);
    expect(choice.text).toContain('Cancelled.');
    expect(readdirSync(cwd)).toEqual([]);

    await run(command, ['app', '--no-install', '--stack', 'grid'], { cwd });
    const addition = open(join(cwd, 'app'), ['add', 'queue', '--no-install']);
    await addition.answer('Write these changes?', keys.controlD);
    expect(await addition.ended).toBe(130);
    expect(readdirSync(join(cwd, 'app'))).not.toContain('queue.txt');
  });
});

describe('no questions are asked', () => {
  it.each([
    ['with --yes', ['--yes'], {}],
    ['with --json', ['--json'], {}],
    ['in CI', [], { CI: 'true' }],
    ['on a dumb terminal', [], { TERM: 'dumb' }],
  ])('%s', async (_what, args, environment) => {
    const terminal = open(temporaryFolder(), args, environment);
    expect(await terminal.ended).toBe(2);
    expect(terminal.text).toContain('directory');
    expect(terminal.text).not.toContain('Step 1');
  });

  it('and colours follow NO_COLOR and FORCE_COLOR', async () => {
    const colourful = open(temporaryFolder(), ['--yes']);
    await colourful.ended;
    expect(colourful.raw).toContain('\u001b[31m');
    const plain = open(temporaryFolder(), ['--yes'], { NO_COLOR: '1' });
    await plain.ended;
    expect(plain.raw).not.toContain('\u001b[');
    const forced = await run(command, [], { cwd: temporaryFolder(), environment: { FORCE_COLOR: '1' } });
    expect(forced.stderr).toContain('\u001b[31m');
    const piped = await run(command, [], { cwd: temporaryFolder() });
    expect(piped.stderr).not.toContain('\u001b[');
  });
});

it('the answers of a run are in its manifest', async () => {
  const cwd = temporaryFolder();
  const terminal = open(cwd, ['app', '--yes', '--stack', 'grid', ...bare]);
  expect(await terminal.ended).toBe(0);
  expect(readFileSync(join(cwd, 'app/.backend-architect.json'), 'utf8')).toContain('"stack": "grid"');
});
