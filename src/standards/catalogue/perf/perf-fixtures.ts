/** Small repositories of other people that keep a standard which our emissions may not keep yet; by id, then by path. */
export const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'PERF-02': {
    'src/main.js': "import { product, change } from './cache.js';\nserve({ product, change });\n",
    'src/cache.js': `import { createCache } from 'cache-manager';
import { Counter } from 'prom-client';
const cache = createCache({ ttl: 60_000 });
const requests = new Counter({ name: 'cache_requests_total', help: 'Hits and misses', labelNames: ['result'] });
export const product = (id) => cache.wrap(id, () => requests.inc({ result: 'miss' }));
export const change = (id) => cache.del(id);
`,
    'test/cache.test.js': `import { expect, it } from 'vitest';
it('shows a change at once', async () => {
  await change(1);
  expect(await cached(1)).toBe('new');
});
it('reads once for many misses at the same time', async () => {
  await Promise.all([cached(1), cached(1)]);
  expect(reads).toBe(1);
});
`,
  },
  'PERF-05': {
    'src/main.js': "import cluster from 'node:cluster';\nif (cluster.isPrimary) cluster.fork();\nelse serve();\n",
    'test/integration/processes.test.js': `import { expect, it } from 'vitest';
it('two processes share the limits', async () => {
  const [first, second] = await Promise.all([startServer(), startServer()]);
  expect(await spend(first, second)).toBe(100);
});
`,
  },
  'PERF-06': {
    'src/main.js': `import express from 'express';
import { Queue } from 'bullmq';
const reports = new Queue('reports');
const app = express();
app.post('/reports', async (req, res) => res.status(202).location('/jobs/' + (await reports.add('report', req.body)).id).end());
app.get('/jobs/:id', async (req, res) => res.json(await reports.getJob(req.params.id)));
app.listen(3000);
`,
    'test/jobs.test.js': `import { expect, it } from 'vitest';
it('is told about', async () => {
  const answer = await post('/reports');
  expect(answer.status).toBe(202);
  await expect.poll(() => get('/jobs/1')).toMatchObject({ state: 'done' });
});
`,
  },
  'PERF-07': {
    'docs/profiling.md': `# Profiling

\`\`\`sh
node --cpu-prof src/main.js
node --heapsnapshot-signal=SIGUSR2 src/main.js
\`\`\`
`,
  },
  'PERF-08': {
    'src/main.js': "import compression from 'compression';\napp.use(compression());\napp.listen(3000);\n",
    'test/compression.test.js': `import { expect, it } from 'vitest';
it('compresses a long list', async () => expect((await get('/list')).headers['content-encoding']).toBe('gzip'));
`,
  },
  'PERF-09': {
    'src/main.js': `import { collectDefaultMetrics } from 'prom-client';
collectDefaultMetrics();
const report = async () => (await import('./report.js')).render(db.select().limit(100));
serve(report);
`,
    'compose.yaml': `services:
  app:
    build: .
    mem_limit: 512m
`,
    'test/pages.test.js': `import { expect, it } from 'vitest';
it('reads page by page', async () => expect(await pagesOf({ limit: 2 })).toBe(50));
`,
  },
};
