import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packInto, unpackInto } from '../package/packed.ts';
import { startRegistry } from '../package/registry.ts';
import { emitWith, lockFileOf, writeRepository, type EmittedRepository } from '../support/emitted.ts';

const plan = 'TODO_backend-architect.md';
const agentFiles = ['AGENTS.md', '.claude/agents/backend-architect.md', '.opencode/agents/backend-architect.md'];

/** What a command is given besides, as its line in the documents says, or so that it does a small part of its work. */
const wordsFor: Readonly<Record<string, readonly string[]>> = {
  // The pairwise set runs all the tests; the scripts that run them are shown by a part of them.
  test: ['--project', 'unit'],
  'test:integration': ['test/integration/database/migrations.test.ts'],
  'test:e2e': ['test/e2e/health.test.ts'],
  'db:make': ['add_note_to_products'],
  generate: ['resource', 'Note', 'title:string:searchable', 'products:many-to-many:Product'],
};

/** They run until they are stopped. */
const servers = ['dev', 'start'];

/** The groups of checks that `verify` is run with here; the pairwise set runs them all. */
const groups = ['static', 'contract', 'security', 'performance'];

/** These change the repository, so they come last; `db:rollback` takes away what others need. */
const last = ['architect:check', 'docs:architecture', 'openapi:check', 'db:rollback', 'db:make', 'generate'];

/** Steps of the pipeline that nothing but its runner can do: they install, or need an engine of containers or a service. */
const leftToTheRunner =
  /^(?:npm ci$|(?:actions|gitleaks|docker|aquasecurity|anchore)\/[\w-]+@[0-9a-f]{40}$|for name in \$SECRETS; do )/;

/** The first cells of the table under a heading of the plan. */
const rowsUnder = (text: string, heading: string): readonly (readonly string[])[] => {
  const section = text.split(`\n### ${heading}\n`)[1]?.split(/\n#{2,3} /)[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(1).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| |\s*\|$/g, '').trim()));
};

/** The plan is read before the tests are named, since each of its commands is one. */
const emitted = await writeRepository(emitWith({}));
const planText = readFileSync(join(emitted.folder, plan), 'utf8');
const listed = rowsUnder(planText, 'Local').flatMap(([cell = '']) => /^`npm run ([\w:-]+)`$/.exec(cell)?.[1] ?? []);
const steps = rowsUnder(planText, 'CI').map(([, , cell = '']) => /^`([^`]+)`/.exec(cell)?.[1] ?? cell);
// The list is ours, and its own script checks it.
const checks = JSON.parse(readFileSync(join(emitted.folder, 'scripts/checks.json'), 'utf8')) as readonly {
  readonly group: string;
  readonly name: string;
  readonly run: string;
}[];
const verified = checks.filter(({ group }) => groups.includes(group));
/** Commands that `verify` runs as they are, or with words of its own. */
const within = verified.flatMap(({ run }) => /^npm run ([\w:-]+)/.exec(run)?.[1] ?? []);

const notAlone = new Set(['verify', ...within, ...servers, ...last]);
const inOrder = [...listed.filter((script) => !notAlone.has(script)), ...last];

const answers = async (url: string): Promise<boolean> => {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return true;
    await sleep(500);
  }
  return false;
};

/** Ends with the code with which the server ended after it was asked to. */
const startAndStop = async ({ folder }: EmittedRepository, script: string): Promise<number | null> => {
  const env = { ...process.env, NODE_ENV: 'development', PORT: '0', DATABASE_URL: '' };
  const server = spawn('npm', ['run', script], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => server.once('close', resolve));
  let output = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const url = (): string => /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
  try {
    await expect.poll(url, { timeout: 120_000 }).not.toBe('');
    expect(await answers(`${url()}/health/ready`)).toBe(true);
  } finally {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
  }
  return ended;
};

const commit = (folder: string): void => {
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
  git('init');
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.test', 'commit', '--message', 'First');
};

/** Installs the tool of architect:check beside the shared packages, which other repositories use too. */
const installTool = (folder: string, tool: string): void => {
  const modules = join(folder, 'node_modules');
  const shared = realpathSync(modules);
  rmSync(modules);
  for (const part of ['.', '.bin']) {
    mkdirSync(join(modules, part), { recursive: true });
    for (const name of readdirSync(join(shared, part)).filter((entry) => entry !== '.bin')) {
      symlinkSync(join(shared, part, name), join(modules, part, name));
    }
  }
  chmodSync(join(tool, 'dist/main.js'), 0o755);
  symlinkSync(join(tool, 'dist/main.js'), join(modules, '.bin/create-backend-architect'));
};

describe('the commands of the work plan', () => {
  const run = new Set<string>();
  const cache = mkdtempSync(join(tmpdir(), 'npm-'));
  let registry: { readonly url: string; readonly server: Server };

  beforeAll(async () => {
    const packed = packInto(cache);
    installTool(emitted.folder, unpackInto(cache, packed));
    // The audit asks a registry for advisories.
    registry = await startRegistry(packed);
    Object.assign(emitted.environment, { npm_config_registry: registry.url, npm_config_cache: cache });
    writeFileSync(join(emitted.folder, 'package-lock.json'), lockFileOf(emitted.folder));
    await emitted.run('openapi');
    commit(emitted.folder);
  }, 300_000);

  afterAll(async () => {
    registry.server.close();
    rmSync(cache, { recursive: true, force: true });
    await emitted.remove();
  });

  it('are the scripts of package.json, and all that agents are told', () => {
    const { scripts } = JSON.parse(readFileSync(join(emitted.folder, 'package.json'), 'utf8')) as { scripts: object };
    expect(listed).toEqual(Object.keys(scripts));
    const told = agentFiles.flatMap((file) =>
      [...readFileSync(join(emitted.folder, file), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(told).not.toEqual([]);
    expect(told.filter((script) => !listed.includes(script))).toEqual([]);
  });

  it('of the pipeline are those of verify, or what only its runner can do', () => {
    expect(steps.filter((step) => step.startsWith('npm run verify'))).not.toEqual([]);
    const unknown = steps.filter((step) => !step.startsWith('npm run verify') && !leftToTheRunner.test(step));
    expect(unknown).toEqual([]);
  });

  it(`verify -- ${groups.join(' ')}`, async () => {
    const output = await emitted.run('verify', ...groups);
    expect(verified.filter(({ name }) => !output.includes(`✓ ${name} (`))).toEqual([]);
    expect(output).toContain('0 known vulnerabilities, 0 of them high or critical.');
    expect(output).not.toContain('The standards were not checked');
    for (const script of ['verify', ...within]) run.add(script);
  });

  it.each(servers)('%s, until it is stopped', async (script) => {
    // Npm ends as the signal that it passed on has it.
    expect([0, 143, null]).toContain(await startAndStop(emitted, script));
    run.add(script);
  });

  it.each(inOrder)('%s', async (script) => {
    // It rejects, with all that was printed, unless the exit code is 0.
    await expect(emitted.run(script, ...(wordsFor[script] ?? []))).resolves.toBeTypeOf('string');
    run.add(script);
  });

  it('have all been run by now', () => {
    expect(listed.filter((script) => !run.has(script))).toEqual([]);
  });
});
