const risks = Array.from({ length: 10 }, (_none, index) => index + 1);

/** Small repositories of other people that keep a standard which our emissions may not keep yet; by id, then by path. */
export const fixtures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'SEC-03': {
    'src/main.js': `import express from 'express';
import helmet from 'helmet';
const app = express();
app.use(helmet());
app.get('/', (req, res) => res.json({ ok: true }));
app.listen(3000);
`,
    'test/app.test.js': `import request from 'supertest';
import { expect, it } from 'vitest';
it('sends data as data', async () => {
  const { headers, body } = await request(app).post('/').send({ name: '<script>alert(1)</script>' });
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(body.name).toContain('<script>');
});
`,
  },
  'SEC-06': {
    'src/main.js': `import { monitorEventLoopDelay } from 'node:perf_hooks';
const delay = monitorEventLoopDelay();
const server = app({ bodyLimit: 100_000 }).listen(3000);
server.requestTimeout = 30_000;
server.headersTimeout = 15_000;
server.keepAliveTimeout = 75_000;
server.maxConnections = 10_000;
delay.enable();
`,
    'test/limits.test.js': `import { expect, it } from 'vitest';
it('refuses a large body', async () => expect((await post('x'.repeat(200_000))).status).toBe(413));
it('does not wait for ever', async () => expect((await slowly()).status).toBe(408));
it('refuses work while it is busy, until the overload is over', async () => expect((await flood()).status).toBe(503));
`,
  },
  'SEC-07': {
    'src/main.js': `import { Counter } from 'prom-client';
import { watchAbuse } from './abuse.js';
watchAbuse(app, { events: new Counter({ name: 'placeholder', help: 'x' }) });
`,
    'src/abuse.js': `export const metric = 'security_events_total';
export const watchAbuse = (app, { events }) => app.on('answer', (address, status) => slow(address, status, metric, events));
`,
    'deploy/alerts.yaml': `groups:
  - name: abuse
    rules:
      - alert: Abuse
        expr: rate(security_events_total{event="abuse"}[5m]) > 1
`,
    'test/abuse.test.js': `import { expect, it } from 'vitest';
it('slows an address that asks for what is not there', async () => {
  for (let n = 0; n < 60; n += 1) await get('/nothing/' + n, 404);
  expect(await abuseBudget()).toBe(0);
});
`,
  },
  'SEC-09': {
    'src/main.js': `import { createCipheriv, randomBytes } from 'node:crypto';
const [newest] = process.env.ENCRYPTION_KEYS.split(',');
export const encrypt = (text) => createCipheriv('aes-256-gcm', newest, randomBytes(12)).update(text);
`,
    'test/cipher.test.js': `import { expect, it } from 'vitest';
it('refuses what was altered', () => {
  expect(() => decrypt(altered(encrypt('x')))).toThrow();
});
`,
  },
  'SEC-13': {
    'docs/security-controls.md': `# Controls

| risk | control | file | test |
|---|---|---|---|
${risks.map((n) => `| API${String(n)}:2023 | what is done | \`src/control-${String(n)}.js\` | \`test/control-${String(n)}.test.js\` |`).join('\n')}
`,
    ...Object.fromEntries(
      risks.flatMap((n) => [
        [`src/control-${String(n)}.js`, 'export {};\n'],
        [`test/control-${String(n)}.test.js`, "it('holds', () => expect(1).toBe(1));\n"],
      ]),
    ),
  },
  'SEC-15': {
    'src/main.js': "import './metrics.js';\n",
    'src/metrics.js': `import { Counter } from 'prom-client';
const refusals = new Counter({ name: 'security_events_total', help: 'Refusals', labelNames: ['event'] });
refusals.inc({ event: 'failed_login' }, 0);
`,
    'deploy/alerts.yaml': `groups:
  - name: security
    rules:
      - alert: ManyFailedLogins
        expr: rate(security_events_total{event="failed_login"}[5m]) > 1
`,
    'test/metrics.test.js': `import { expect, it } from 'vitest';
it('counts a log-in that failed', async () => {
  expect(await metric('security_events_total', { event: 'failed_login' })).toBe(1);
});
`,
  },
  'SEC-16': {
    'src/main.js': `import express from 'express';
const app = express();
app.get('/api/v1/users/me/export', (req, res) => res.json(everything(req.user)));
app.delete('/api/v1/users/me', (req, res) => erase(req.user).then(() => res.sendStatus(204)));
app.listen(3000);
`,
    'docs/personal-data.md': `# Personal data

The table users holds address and name of each person, needed to sign in and to deliver. Both are kept until the
account is erased, 30 days at most after the request, in the region eu-central. Orders keep the amount without the name.
`,
    'test/privacy.test.js': `import { expect, it } from 'vitest';
it('exports all personal data of the caller', async () => expect(await exportOf(user)).toMatchObject({ email }));
it('erases the account', async () => {
  await remove('delete', user);
  expect(await rowsWith(email)).toEqual([]);
});
`,
  },
  'SEC-17': {
    'SECURITY.md': `# Security

## Reporting a vulnerability

Write to the address in the profile, in private. You get an answer within three working days, and a fix before it is
published.

## Penetration tests

Each year somebody from outside does a test of the running service; the findings are recorded with their fixes.
`,
    '.github/workflows/scan.yml': `on:
  schedule:
    - cron: '0 3 * * 1'
jobs:
  scan:
    runs-on: ubuntu-latest
    steps:
      - run: |
          docker compose up --wait
          docker run --network host zaproxy/zap-stable zap-api-scan.py -t http://127.0.0.1:3000/openapi.json -f openapi
`,
  },
};
