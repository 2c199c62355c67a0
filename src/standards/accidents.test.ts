import { beforeAll, describe, expect, it } from 'vitest';
import { withFiles } from './repository/memory-repository.ts';
import type { Repository } from './repository/repository.ts';
import type { Place } from './standard.ts';
import { shop } from './testing/shop.ts';
import { smallServer } from './testing/small-server.ts';
import { verdictOf } from './testing/verdicts-of.ts';

const placesOf = async (repository: Repository, id: string): Promise<readonly Place[]> => {
  const verdict = await verdictOf(repository, id);
  if (verdict.status === 'met') return [...verdict.evidence, ...verdict.tests];
  return verdict.status === 'unmet' ? (verdict.places ?? []) : [];
};

const test = (title: string, body: string): string =>
  `import { expect, it } from 'vitest';\nit('${title}', async () => { ${body}; expect(answer).toBe(1); });\n`;

describe('in an emitted repository', () => {
  let emitted: Repository;

  beforeAll(async () => {
    emitted = await shop();
  }, 60_000);

  it.each([
    ['REL-04', 'a rate limit that is consumed is no consumer of a queue'],
    ['DB-13', 'a limit on waiting for locks names no tenant'],
    ['PERF-06', 'that a mail will come is no job'],
  ])('nothing is shown of %s: %s', async (id) => {
    expect(await placesOf(emitted, id)).toEqual([]);
  });

  it.each([
    ['API-02', 'src/app/http/framework-failures.ts', 'a status that is compared with'],
    ['DB-07', 'test/e2e/conditional.test.ts', 'reads at the same time'],
    ['DB-06', 'test/integration/database/migration-dialect.test.ts', 'a wait for a lock'],
  ])('%s is not shown by %s: %s', async (id, path) => {
    expect((await placesOf(emitted, id)).map((place) => place.path)).not.toContain(path);
  });

  it('PERF-08 is not met by the test that refuses a compressed request', async () => {
    const main = emitted.text('src/main.ts') ?? '';
    const compressed = withFiles(emitted, {
      'src/main.ts': `import compress from '@fastify/compress';\n${main}\nvoid compress;\n`,
    });
    expect(await verdictOf(compressed, 'PERF-08')).toMatchObject({
      missing: 'There is no test that a large answer is compressed, and a small one is not.',
    });
  });
});

/** What looks like a part of a standard, and is something else: each would be met without the rule that tells them apart. */
const accidents: readonly (readonly [string, string, Readonly<Record<string, string>>, string])[] = [
  [
    'REL-04',
    'a limiter that is consumed beside a client that only sends',
    {
      'src/main.js': `import { Queue } from 'bullmq'; import { limit } from './limit.js';
new Queue('mails', { deadLetterQueue: 'failed' }); limit();`,
      'src/limit.js': 'export const limit = () => limiter.consume(1);\n',
      'test/queue.test.js': test('a message is retried', 'retries(5)'),
    },
    'no consumer',
  ],
  [
    'API-11',
    'a header that browsers may read',
    {
      'src/main.js': `import express from 'express'; import { expose } from './cors.js';
express().post('/orders', (req, res) => idempotencyStore.claim(req.headers['idempotency-key'])).listen(1); expose();`,
      'src/cors.js': "export const expose = () => header('Idempotency-Replayed');\n",
      'test/orders.test.js': test('the same key is done once', `send('idempotency-key')`),
    },
    'no replay of the first answer',
  ],
  [
    'API-14',
    'the size of another file',
    {
      'src/main.js': `import multer from 'multer'; import { fileTypeFromBuffer } from 'file-type'; import { read } from './read.js';
multer(); fileTypeFromBuffer(); read({});`,
      'src/read.js': 'export const read = (log) => rotate({ fileSize: 10, files: 5 });\n',
      'test/upload.test.js': test('an upload is refused', 'send(new FormData(), 413)'),
    },
    'no limit on their size',
  ],
  [
    'SEC-09',
    'a cipher that does not notice changes',
    {
      'src/main.js': `import { createCipheriv } from 'node:crypto';
createCipheriv('aes-256-cbc', process.env.ENCRYPTION_KEYS, iv);`,
      'test/cipher.test.js': test('is undone', 'decrypt(text)'),
    },
    'no encryption with AES-256-GCM',
  ],
  [
    'REL-03',
    'a fallback of something else',
    {
      'src/main.js': `import { Redis } from 'ioredis'; import { translate } from './i18n.js';
new Redis(); translate();`,
      'src/i18n.js': `export const translate = () => start({ fallback: 'en' });\n`,
      'test/redis.test.js': test('answers while redis is away', 'redis.stop()'),
    },
    'nothing that takes over while it is away',
  ],
  [
    'REL-07',
    'a test of another flag',
    {
      'src/main.js': `import { OpenFeature } from '@openfeature/server-sdk'; OpenFeature.getClient();`,
      'test/cookies.test.js': test('sets the secure flag', `cookie('Secure')`),
    },
    'no test of both sides of a flag',
  ],
  [
    'REL-08',
    'a row that is restored',
    {
      'src/main.js': 'console.log(1);\n',
      'src/modules/products/restore-product.js': 'export const restore = () => undefined;\n',
      'docs/recovery.md':
        '# Disaster recovery\n\nAt most five minutes are lost (RPO), and it takes an hour at most (RTO).\n',
    },
    'no script for the drill',
  ],
  [
    'DB-08',
    'copies of a container',
    {
      'src/main.js': 'deploy({ replicas: 2 });\n',
      'test/stream.test.js': test('is read', 'stream.getReader().replica'),
    },
    'no variable with the URL of a replica',
  ],
  [
    'PERF-06',
    'a clean-up in parts',
    {
      'src/main.js': `import { purge } from './purge.js'; purge(); answer.status(202);`,
      'src/purge.js': "export const purge = () => db.query('delete from rows for update skip locked');\n",
      'test/jobs.test.js': test('a job is done', 'expect(status).toBe(202); jobs()'),
    },
    'no queue for long work',
  ],
];

describe('in a repository of somebody else', () => {
  it.each(accidents)('%s is not met by %s', async (id, _what, files, missing) => {
    const verdict = await verdictOf(smallServer(files), id);
    const told = verdict.status === 'unmet' ? verdict.missing : verdict.status;
    expect(told === 'unknown' ? missing : told).toContain(missing);
  });

  it('a worker of rows of jobs is a queue', async () => {
    const repository = smallServer({
      'src/main.js': `import { work } from './job-worker.js';
import express from 'express';
const app = express();
app.post('/reports', (req, res) => res.status(202).end());
app.get('/jobs/:id', (req, res) => res.json({}));
app.listen(1); work();`,
      'src/job-worker.js': "export const work = () => db.query('select id from jobs for update skip locked');\n",
      'test/jobs.test.js': test('a job is asked for until it is done', 'expect(status).toBe(202); jobs()'),
    });
    expect(await verdictOf(repository, 'PERF-06')).toMatchObject({ status: 'met' });
  });

  it('a header of something else is no version of the API', async () => {
    const main = `import express from 'express';
const app = express();
app.get('/products', (req, res) => res.json(Trace.HEADER));
app.listen(1);`;
    expect(await verdictOf(smallServer({ 'src/main.js': main }), 'API-05')).toMatchObject({
      missing: 'The route /products has no version.',
    });
  });

  it('the one before in a loop is no link to the page before', async () => {
    const main = (link: string): string => `import express from 'express';
const app = express();
app.get('/v1/products', (req, res) => res.json({ _links: { self: '/', ${link} } }));
app.listen(1);`;
    const shown = { 'test/links.test.js': test('links lead on', 'answer._links.self.href') };
    const met = smallServer({ 'src/main.js': main("prev: '/0'"), ...shown });
    expect(await verdictOf(met, 'API-07')).toMatchObject({ status: 'met' });
    const loop = smallServer({ 'src/main.js': main('sum: rows.reduce((prev, row) => prev + row)'), ...shown });
    expect(await verdictOf(loop, 'API-07')).toMatchObject({ status: 'unmet' });
  });
});
