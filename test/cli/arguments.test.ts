import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand, makeFolder, reportOf, run, temporaryFolder, type Ended } from './support.ts';

const bundle = makeFolder();
let command = '';

beforeAll(() => {
  command = bundleCommand(join(bundle, 'dist'));
});
afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

const runIn = (cwd: string, ...args: readonly string[]): Promise<Ended> => run(command, args, { cwd });

/** Runs in an empty folder, and holds that it is as empty afterwards. */
const refused = async (...args: readonly string[]) => {
  const cwd = temporaryFolder();
  const ended = await runIn(cwd, ...args, '--json');
  expect(readdirSync(cwd)).toEqual([]);
  expect(ended.code).toBe(2);
  return reportOf(ended);
};

describe('wrong arguments', () => {
  it('names the directory when it is missing, also under --yes', async () => {
    for (const args of [[], ['--yes']]) {
      const { problems } = await refused(...args);
      expect(problems.map((problem) => problem.option)).toEqual(['directory']);
    }
  });

  it('tells every problem in one go', async () => {
    const { problems, ok, code, files, repeat } = await refused('--stak', 'web', '--preset', 'tiny', '--name', 'Nope');

    expect({ ok, code, files, repeat }).toEqual({ ok: false, code: 2, files: [], repeat: null });
    expect(problems.map((problem) => problem.option).sort()).toEqual(['directory', 'name', 'preset', 'stak']);
  });

  it.each([
    [['app', '--stak', 'web'], 'stak', '--stack'],
    [['app', '--no-instal'], 'no-instal', '--no-install'],
    [['app', '--stack', 'wep'], 'stack', 'web'],
    [['app', '--with', 'cash'], 'with', 'cache'],
    [['app', '--name', '@Acme/Shop'], 'name', '@acme/shop'],
    [['app', '--with', 'badge'], 'with', '--auth badge'],
    [['app', '--preset', 'standart'], 'preset', 'standard'],
    [['add', 'queu'], 'feature', 'queue'],
    [['completion', 'bish'], 'shell', 'bash'],
    [['schemas'], 'command', 'schema'],
    [['Add'], 'command', 'add'],
    [['adds'], 'command', 'add'],
    [['ad', 'queue'], 'command', 'add'],
    [['--dry-run', 'chek'], 'command', 'check'],
    [['lsit', '--stack', 'grid'], 'command', 'list'],
    [['upgrad'], 'command', 'upgrade'],
    [['sett'], 'command', 'set'],
    [['app', 'queue', '--stak'], 'stak', '--stack'],
  ])('guesses what %j meant', async (args, option, suggestion) => {
    const { problems } = await refused(...args);

    expect(problems).toContainEqual({ option, suggestion, message: expect.stringContaining(`Did you mean`) as string });
  });

  it.each([
    ['an option without its value', ['app', '--name'], 'name'],
    ['an option that follows instead of the value', ['app', '--name', '--yes'], 'name'],
    ['an empty value', ['app', '--stack='], 'stack'],
    ['a value for a switch', ['app', '--yes=no'], 'yes'],
    ['an empty item', ['app', '--with', 'cache,'], 'with'],
    ['two directories', ['app', 'other'], 'directory'],
    ['two directories in front of an unknown option', ['app', 'other', '--bogus', '--stack', 'web'], 'directory'],
    ['an empty directory', [''], 'directory'],
    ['a name Windows reserves', ['con'], 'directory'],
    ['none beside a method', ['app', '--auth', 'none,badge'], 'auth'],
    ['a feature both in and out', ['app', '--with', 'queue', '--without', 'queue'], 'without'],
    ['features that exclude each other', ['app', '--with', 'queue,ledger'], 'with'],
    ['a feature that others only require', ['app', '--auth', 'identity'], 'auth'],
    ['the option of a feature that is not chosen', ['app', '--stack', 'grid', '--web-adapter', 'thick'], 'web-adapter'],
    ['a model that does not exist', ['app', '--model', 'none.yaml'], 'model'],
    ['an answers file that does not exist', ['app', '--answers', 'none.json'], 'answers'],
    ['answers on stdin', ['app', '--answers', '/dev/stdin'], 'answers'],
    ['adding nothing', ['add'], 'feature'],
    ['adding a second stack', ['add', 'grid'], 'feature'],
  ])('refuses %s', async (_what, args, option) => {
    const { problems } = await refused(...args);

    expect(problems.map((problem) => problem.option)).toContain(option);
  });

  it('refuses commands of later versions without showing them', async () => {
    for (const name of ['set', 'remove', 'adopt', 'upgrade']) {
      for (const words of [[name], [name, '--help'], [name, 'queue', '-h'], ['help', name]]) {
        const { problems } = await refused(...words);
        const message = `"${name}" is not available in this version; a later one will have it.`;
        expect(problems).toEqual([{ option: 'command', message, suggestion: null }]);
      }
      expect((await runIn(temporaryFolder(), name, '--help')).stdout).toBe('');
    }
    const help = await runIn(temporaryFolder(), '--help');
    expect(help.stdout).not.toMatch(/\b(?:adopt|upgrade|remove)\b/);
  });

  it('takes a folder that is named like a command by its path, and one that resembles a short one by its name', async () => {
    const cwd = temporaryFolder();
    expect((await runIn(cwd, './schemas', '--dry-run')).code).toBe(0);
    expect((await runIn(cwd, 'pet', '--dry-run')).code).toBe(0);
  });

  it('finds the command behind flags, and flags of features', async () => {
    const cwd = temporaryFolder();
    expect(JSON.parse((await runIn(cwd, '--json', 'list')).stdout)).toHaveProperty('features');
    for (const flags of [['--yes'], ['--json'], ['--on-conflict', 'skip'], ['--web-adapter', 'thick']]) {
      const { code, stderr } = await runIn(cwd, ...flags, 'add', 'queue');
      expect({ flags, code, stderr }).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('no .backend') as string,
      });
    }
    const foreign = await runIn(cwd, '--stack', 'grid', 'add', 'queue');
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toContain('There is no option --stack');
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('never reads stdin', async () => {
    const cwd = temporaryFolder();
    const ended = await run(command, ['--json'], { cwd, input: '{"directory":"app"}' });
    expect(ended.code).toBe(2);
  });
});

describe('the answers file', () => {
  const answers = async (name: string, text: string, ...args: readonly string[]) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, name), text);
    return runIn(cwd, 'app', '--answers', name, '--dry-run', '--json', ...args);
  };

  it.each([
    ['answers.json', '{"stack":"grid","auth":["none"],"with":["queue"],"packageManager":"pnpm"}'],
    ['answers.yaml', 'stack: grid\nauth: [none]\nwith: [queue]\npackageManager: pnpm\n'],
    ['answers.yml', '\uFEFFstack: grid\nauth:\n  - none\nwith:\n  - queue\npackageManager: pnpm\n'],
  ])('reads %s, and flags win over it', async (name, text) => {
    const { repeat } = reportOf(await answers(name, text));
    expect(repeat).toContain('--stack grid --database store --auth none --with queue --package-manager pnpm');

    const flags = reportOf(await answers(name, text, '--stack', 'web', '--with', 'ledger'));
    expect(flags.repeat).toContain('--stack web --database store --auth none --with ledger --package-manager pnpm');
  });

  it('takes options of features', async () => {
    const { repeat } = reportOf(await answers('answers.json', '{"webAdapter":"thick"}'));
    expect(repeat).toContain('--web-adapter thick');
  });

  it.each([
    ['an unknown key', 'answers.json', '{"stak":"web"}'],
    ['__proto__', 'answers.json', '{"__proto__":{"stack":"grid"}}'],
    ['constructor', 'answers.json', '{"constructor":{"prototype":{}}}'],
    ['broken JSON', 'answers.json', '{'],
    ['a JSON list', 'answers.json', '[]'],
    ['a list as text', 'answers.json', '{"auth":"badge"}'],
    ['a number for a text', 'answers.json', '{"name":7}'],
    ['a text for a boolean', 'answers.json', '{"install":"no"}'],
    ['yes, which is none of the answers', 'answers.json', '{"yes":true}'],
    ['__proto__ in YAML', 'answers.yaml', '__proto__:\n  stack: grid\n'],
    ['an unknown tag', 'answers.yaml', 'name: !secret x\n'],
    ['a known tag', 'answers.yaml', 'name: !!str x\n'],
    ['an alias', 'answers.yaml', 'with: &a [queue]\nwithout: *a\n'],
    ['a merge key', 'answers.yaml', '<<: { stack: grid }\n'],
    ['YAML 1.1', 'answers.yaml', '%YAML 1.1\n---\ninstall: yes\n'],
    ['two documents', 'answers.yaml', 'name: a\n---\nname: b\n'],
    ['the same key twice', 'answers.yaml', 'name: a\nname: b\n'],
    ['the same key twice in JSON', 'answers.json', '{"name":"a",\n"name":"b"}'],
    ['YAML in a JSON file', 'answers.json', 'name: a\n'],
    ['an alias bomb', 'answers.yaml', `a: &a [1]\n${'b'.repeat(9)}: [*a,*a,*a]\n`],
    ['deep nesting', 'answers.yaml', `with: ${'['.repeat(20_000)}`],
    ['another format', 'answers.toml', 'name = "a"\n'],
  ])('refuses %s', async (_what, name, text) => {
    const ended = await answers(name, text);

    expect(ended.code).toBe(2);
    expect(reportOf(ended).problems.length).toBeGreaterThan(0);
  });

  it.each([
    ['{"stack":"grid",\n "auth":["none"\n', 'at line 3'],
    ['{"stack":"grid",\n}', 'at line 2'],
    ['{\n  "stack": grid\n}', '"grid" needs quotes at line 2'],
    ['{"stack": }', 'A value is missing at line 1'],
    [`{"with": ${'['.repeat(20_000)}`, 'nested too deeply'],
    ['{"stack":"grid"\n "auth":["none"]}', 'at line 2'],
    ['{"name":"a",\n"name":"b"}', 'A key stands there twice at line 2'],
  ])('tells the line of what is wrong with %j', async (text, message) => {
    const { problems } = reportOf(await answers('answers.json', text));
    expect(problems[0]?.message).toContain(message);
  });

  it('cannot leave out what a flag asks for, nor the other way round', async () => {
    const left = reportOf(await answers('answers.json', '{"without":["cache","queue"]}', '--with', 'queue'));
    expect(left.repeat).toContain('--with queue --without cache');
    const asked = reportOf(await answers('answers.json', '{"with":["queue"]}', '--without', 'queue'));
    expect(asked.repeat).toContain('--without queue');
    expect(asked.repeat).not.toContain('--with queue');
    const both = reportOf(await answers('answers.json', '{"with":["queue"],"without":["queue"]}'));
    expect(both.problems[0]?.message).toBe('"queue" is in both with in answers.json and without in answers.json.');
  });

  it('is named where its name or model is wrong', async () => {
    const { problems } = reportOf(await answers('answers.json', '{"name":"Not Legal","model":"none.yaml"}'));
    expect(problems.map(({ message }) => message.split(':')[0])).toEqual([
      'name in answers.json',
      'model in answers.json',
    ]);
  });

  it('finds a model beside itself', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'plans'));
    writeFileSync(join(cwd, 'plans/answers.json'), '{"model":"model.yaml"}');
    writeFileSync(join(cwd, 'plans/model.yaml'), 'entities: 7\n');

    const ended = await runIn(cwd, 'app', '--answers', 'plans/answers.json', '--dry-run', '--json');

    expect(reportOf(ended).problems[0]?.message).toMatch(/^model\.yaml:\d+:\d+: /);
  });
});
