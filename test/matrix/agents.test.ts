import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitWith, writeRepository, type EmittedRepository } from '../support/emitted.ts';

const files = ['AGENTS.md', '.claude/agents/backend-architect.md', '.opencode/agents/backend-architect.md'];

/** Run by the pairwise set, as parts of `verify`. */
const runElsewhere = new Set(['verify', 'test', 'test:unit', 'build']);

/** What a command is given to end by itself. */
const wordsFor: Readonly<Record<string, readonly string[]>> = {
  generate: ['resource', 'Note', 'title:string:searchable'],
  'architect:check': ['--no-write'],
};

/** In an order in which each finds what it needs. */
const inOrder = ['db:status', 'db:migrate', 'db:seed', 'db:rollback', 'generate', 'architect:check'];

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      // It listens on an address, not on a pipe.
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

const answers = async (url: string): Promise<boolean> => {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return true;
    await sleep(500);
  }
  return false;
};

describe('the commands that agents are told', () => {
  let repository: EmittedRepository;
  let named: ReadonlySet<string>;

  beforeAll(async () => {
    repository = await writeRepository(emitWith({}));
    const texts = await Promise.all(files.map((file) => readFile(join(repository.folder, file), 'utf8')));
    named = new Set(texts.flatMap((text) => [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script)));
  });

  afterAll(() => repository.remove());

  it('are those that are run here', () => {
    const run = new Set([...runElsewhere, ...inOrder, 'dev']);
    expect([...named].filter((script) => !run.has(script))).toEqual([]);
  });

  it.each(inOrder)('%s', async (script) => {
    expect(named).toContain(script);
    await expect(repository.run(script, ...(wordsFor[script] ?? []))).resolves.toBeTypeOf('string');
  });

  it('dev', async () => {
    const port = await freePort();
    const env = { ...process.env, NODE_ENV: 'development', PORT: String(port), DATABASE_URL: '' };
    const server = spawn('npm', ['run', 'dev'], { cwd: repository.folder, env, stdio: 'ignore', detached: true });
    try {
      expect(await answers(`http://127.0.0.1:${String(port)}/health/ready`)).toBe(true);
    } finally {
      const ended = new Promise((resolve) => server.once('close', resolve));
      if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
      await ended;
    }
  });
});
