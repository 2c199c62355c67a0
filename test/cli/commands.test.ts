import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand, makeFolder, plainEnvironment, reportOf, run, temporaryFolder, type Ended } from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const call = (...args: readonly string[]): Promise<Ended> => run(command, args, { cwd: bundle });

/** The scripts that a run loads, as V8 counts them. */
const loadedBy = (...args: readonly string[]): readonly string[] => {
  const folder = temporaryFolder();
  execFileSync(process.execPath, [command, ...args], {
    cwd: bundle,
    env: { ...plainEnvironment(), NODE_V8_COVERAGE: folder },
  });
  return readdirSync(folder).flatMap((file) => {
    // V8's own format.
    const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url.split('/').at(-1) ?? '').filter((name) => name.endsWith('.js'));
  });
};

describe('help and version', () => {
  it('load nothing but their text', () => {
    expect(
      loadedBy('--help')
        .map((name) => name.replace(/-.*/, ''))
        .sort(),
    ).toEqual(['load', 'main.js']);
    expect(loadedBy('--version')).toHaveLength(2);
  });

  it('and what a new repository needs is loaded without what merges into one', () => {
    expect(loadedBy('new', '--dry-run').filter((name) => name.startsWith('merge'))).toEqual([]);
  });

  it('name every option and value there is, and nothing else', async () => {
    const { stdout, code } = await call('--help');
    expect(code).toBe(0);
    for (const word of [
      '--stack',
      'grid, web',
      '--[no-]install',
      '--web-adapter',
      '--answers',
      'default: web',
      'add <feature…>',
    ]) {
      expect(stdout).toContain(word);
    }
    expect(stdout).not.toContain('identity');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('exist for each command, and win over everything else', async () => {
    expect((await call('add', '--help')).stdout).toContain('add <feature…> [options]');
    expect((await call('-h', '--nonsense')).stdout).toBe((await call('--help')).stdout);
    expect((await call('__proto__', '--help')).stdout).toBe((await call('--help')).stdout);
    expect((await call('--json', 'add', '-h')).stdout).toBe((await call('help', 'add', '--json')).stdout);
    expect((await call('-v')).stdout).toBe('9.8.7\n');
  });

  it('are found in a group of short flags', async () => {
    expect((await call('app', '-vy')).stdout).toBe('9.8.7\n');
    expect((await call('app', '-yh')).stdout).toBe((await call('--help')).stdout);
  });

  it('are commands as well', async () => {
    expect((await call('help')).stdout).toBe((await call('--help')).stdout);
    expect((await call('help', 'add')).stdout).toBe((await call('add', '--help')).stdout);
    expect((await call('version')).stdout).toBe('9.8.7\n');
    const unknown = await call('help', 'ad');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('Did you mean add?');
  });

  it('are objects with --json', async () => {
    const { stdout: help } = await call('--help');
    expect(JSON.parse((await call('--help', '--json')).stdout)).toEqual({ help });
    expect(JSON.parse((await call('help', '--json')).stdout)).toEqual({ help });
    expect(JSON.parse((await call('--version', '--json')).stdout)).toEqual({ version: '9.8.7' });
    expect(JSON.parse((await call('--json', 'version')).stdout)).toEqual({ version: '9.8.7' });
  });
});

describe('output that cannot be written', () => {
  it
    .runIf(process.platform === 'linux')
    .each([
      '--help',
      '--version',
      'schema',
      'list --json',
      'completion bash',
      'check --json --no-write',
      'app --dry-run',
    ])('ends %s with 1 and one line', (words) => {
    const line = `"${process.execPath}" "${command}" ${words} >/dev/full`;
    const { status, stderr } = spawnSync('/bin/sh', ['-c', line], { cwd: temporaryFolder(), encoding: 'utf8' });
    expect(stderr).toMatch(/^✖ The output could not be written: ENOSPC[^\n]*\n$/);
    expect(status).toBe(1);
  });
});

describe('a current folder that was deleted', () => {
  it.runIf(process.platform === 'linux')('is told, with what to do, whatever the target', () => {
    const folder = temporaryFolder();
    const line = `mkdir gone && cd gone && rmdir ../gone && "${process.execPath}" "${command}" "${folder}/app" --yes --json`;
    const { status, stdout } = spawnSync('/bin/sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
    const suggestion = 'Change into a folder that exists, and run this again.';
    const problem = { option: '', message: 'The current folder does not exist any more.', suggestion };
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 1, problems: [problem] });
    expect(status).toBe(1);
  });
});

describe('list', () => {
  it('prints features and generators as one JSON object', async () => {
    const { stdout, code } = await call('list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      features: expect.arrayContaining([expect.objectContaining({ id: 'queue', axis: 'capability' })]) as unknown,
      generators: [{ id: 'note' }],
      standards: expect.arrayContaining([
        expect.objectContaining({
          id: 'API-01',
          group: 'API',
          features: ['api-docs'],
          why: expect.any(String) as unknown,
        }),
      ]) as unknown,
    });
    expect(stdout).not.toContain('identity');
  });

  it('names the presets of each feature: `full` has every optional one', async () => {
    // The shape is that of the listing.
    const { features } = JSON.parse((await call('list', '--json')).stdout) as {
      features: { id: string; presets: string[] }[];
    };
    const presets = Object.fromEntries(features.map(({ id, presets }) => [id, presets.join()]));
    expect(presets).toMatchObject({ queue: 'full', grid: '', web: 'minimal,standard,full' });
  });

  it('prints them for people', async () => {
    expect((await call('list')).stdout).toMatch(/^ {2}queue +Work for later\.$/m);
  });

  it('prints the standards by group', async () => {
    const { stdout } = await call('list', '--standards');
    expect(stdout).toMatch(/^API\n {2}API-01 +\S.*$/m);
    expect(stdout).toMatch(/^ {2}DOC-07 +\S.*$/m);
    expect(stdout).not.toContain('Work for later.');
  });

  it('ends quietly when its reader has seen enough', () => {
    const line = `"${process.execPath}" "${command}" list | head -c 1`;
    expect(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toHaveLength(
      1,
    );
  });
});

describe('schema', () => {
  it('describes the answers file', async () => {
    const schema: unknown = JSON.parse((await call('schema')).stdout);
    expect(schema).toMatchObject({
      additionalProperties: false,
      properties: {
        stack: { enum: ['grid', 'web'] },
        auth: { type: 'array', items: { enum: ['badge', 'none'] }, default: ['badge'] },
        database: { default: 'store' },
        packageManager: { description: expect.stringContaining('the one that runs this') as unknown },
        install: { type: 'boolean', default: true },
        webAdapter: { enum: ['thin', 'thick'], default: 'thin' },
      },
    });
    expect(schema).not.toHaveProperty('properties.json');
    expect(JSON.parse((await call('schema', 'answers')).stdout)).toEqual(schema);
  });

  it('describes a domain model', async () => {
    const schema: unknown = JSON.parse((await call('schema', 'model')).stdout);
    expect(schema).toMatchObject({ title: 'Domain model', required: ['name', 'entities'] });
    const wrong = await call('schema', 'modle', '--json');
    expect(reportOf(wrong)).toMatchObject({ code: 2, problems: [{ option: 'schema', suggestion: 'model' }] });
  });
});

describe('completion', () => {
  const complete = async (words: string, cwd = temporaryFolder()): Promise<string[]> => {
    const { stdout } = await call('completion', 'bash');
    const list = words.split(' ');
    const script = `${stdout}\nCOMP_WORDS=(${list.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${String(list.length - 1)}
_create_backend_architect; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', script], { cwd, encoding: 'utf8' }).trim().split('\n').sort();
  };

  it('completes commands, options and values in bash', async () => {
    expect(await complete('create-backend-architect s')).toEqual(['schema']);
    expect(await complete('create-backend-architect app --st')).toEqual(['--stack']);
    expect(await complete('create-backend-architect app --stack ')).toEqual(['grid', 'web']);
    expect(await complete('create-backend-architect app --with queue,c')).toEqual(['queue,cache']);
    expect(await complete('create-backend-architect add l')).toEqual(['ledger']);
    expect(await complete('create-backend-architect help s')).toEqual(['schema']);
    expect(await complete('create-backend-architect schema ')).toEqual(['answers', 'model']);
  });

  it('completes in bash what stands behind "=", and names with blanks', async () => {
    expect(await complete('create-backend-architect app --stack =')).toEqual(['grid', 'web']);
    expect(await complete('create-backend-architect app --stack = g')).toEqual(['grid']);
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'my folder'));
    writeFileSync(join(cwd, 'my model.yaml'), '');
    expect(await complete('create-backend-architect my', cwd)).toEqual(['my folder']);
    expect(await complete('create-backend-architect app --model my', cwd)).toEqual(['my folder', 'my model.yaml']);
  });

  it('is an object with --json', async () => {
    const { stdout: script } = await call('completion', 'bash');
    expect(JSON.parse((await call('completion', 'bash', '--json')).stdout)).toEqual({ script });
  });

  it.each(['zsh', 'fish'])('is printed for %s', async (shell) => {
    const { stdout, code } = await call('completion', shell);
    expect(code).toBe(0);
    for (const word of ['package-manager', 'no-git', 'queue']) expect(stdout).toContain(word);
  });

  it('tells zsh of the words in front of an option, without which it completes none', async () => {
    const { stdout } = await call('completion', 'zsh');
    expect(stdout).toContain("*) _arguments '1:directory:_files -/' ");
    expect(stdout).toMatch(/add\) shift words; \(\( CURRENT-- \)\); _arguments '\*:word:\([a-z -]*ledger[a-z -]*\)' /);
  });

  it('offers in fish the options of the command alone, and goes on in lists', async () => {
    const { stdout } = await call('completion', 'fish');
    const ofFlag = (flag: string): string => stdout.split('\n').find((line) => line.includes(` -l ${flag} `)) ?? '';
    expect(ofFlag('stack')).toContain("-n 'not __fish_seen_subcommand_from add generate check ");
    expect(ofFlag('fail-on')).toContain("-n '__fish_seen_subcommand_from check'");
    expect(ofFlag('help')).not.toContain(' -n ');
    expect(ofFlag('with')).toContain("-a '(__fish_append , ");
  });
});

describe('a fault of ours', () => {
  it('is one line, and the stack on request', async () => {
    const broken = temporaryFolder();
    cpSync(join(bundle, 'dist'), broken, { recursive: true });
    rmSync(join(broken, 'templates.json'));
    const plain = await run(join(broken, 'main.js'), ['list'], { cwd: bundle });
    expect(plain.code).toBe(1);
    expect(plain.stderr).not.toContain('    at ');
    expect(plain.stderr).toContain('DEBUG=backend-architect');
    const debug = await run(join(broken, 'main.js'), ['list'], {
      cwd: bundle,
      environment: { DEBUG: 'backend-architect' },
    });
    expect(debug.stderr).toContain('    at ');
  });
});
