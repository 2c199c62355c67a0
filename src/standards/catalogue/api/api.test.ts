import { beforeAll, describe, expect, it } from 'vitest';
import type { Repository } from '../../repository/repository.ts';
import { broken, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { smallServer } from '../../testing/small-server.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';

let emitted: Repository;

beforeAll(async () => {
  emitted = await shop();
});

const products = 'src/modules/products/http/products-operations.ts';
const withoutPlugin = (name: string): Readonly<Record<string, Break>> => ({
  'src/app/app.ts': replaced(`await app.register(${name}, options);`, `// await app.register(${name}, options);`),
});

const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  ['API-01', 'a verb in a path', { [products]: replaced("'/api/v1/products'", "'/api/v1/list-products'") }],
  ['API-01', 'snake case', { [products]: replaced("'/api/v1/products'", "'/api/v1/all_products'") }],
  ['API-01', 'a test that is skipped', { 'test/unit/openapi/url-shapes.test.ts': skipped }],
  ['API-02', 'no 409', { 'src/platform/http/status.ts': replaced('409', '400') }],
  [
    'API-02',
    'no Location',
    Object.fromEntries(
      ['categories', 'products', 'ordering'].map((name) => [
        `src/modules/${name}/http/routes.ts`,
        replaced(/reply\.header\('location'/, "reply.header('x-location'"),
      ]),
    ),
  ],
  ['API-03', 'no error handler', withoutPlugin('errorHandler')],
  ['API-03', 'another envelope', { 'src/platform/http/envelope.ts': replaced(/\berrors\b/, 'problems') }],
  ['API-04', 'a collection without a query', { [products]: replaced('  query: listProductsQuery,\n', '') }],
  ['API-05', 'a route without a version', { [products]: replaced("'/api/v1/products'", "'/api/products'") }],
  [
    'API-05',
    'no use of the headers',
    { 'src/platform/http/answer.ts': replaced('deprecationHeaders(deprecated)', '{}') },
  ],
  ['API-05', 'no end in sight', { 'src/platform/http/deprecation.ts': replaced('sunset', 'end') }],
  ['API-06', 'no route of the document', withoutPlugin('apiDocs')],
  ['API-06', 'no linter', { 'package.json': replaced(' && redocly lint openapi.json', '') }],
  [
    'API-07',
    'no way back',
    {
      'src/platform/http/collection.ts': replaced(/\bprev\b/, 'back'),
      'src/platform/http/envelope.ts': replaced(/\bprev\b/, 'back'),
    },
  ],
  ['API-11', 'no hook', withoutPlugin('idempotency')],
  ['API-12', 'changes that ask for nothing', { [products]: replaced("  conditional: 'if-match',\n", '') }],
  ['API-12', 'no comparison', { 'src/app/http/route.ts': replaced("headers['if-none-match']", "headers['etag']") }],
];

describe('an emitted repository', () => {
  it.each(['API-01', 'API-02', 'API-03', 'API-04', 'API-05', 'API-06', 'API-07', 'API-11', 'API-12'])(
    'meets %s',
    async (id) => {
      expect(await verdictOf(emitted, id)).toMatchObject({ status: 'met' });
    },
  );

  it.each(breaks)('does not meet %s with %s', async (id, _how, change) => {
    expect(await verdictOf(broken(emitted, change), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['API-08', 'API-09'])('has not chosen %s', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'not-applicable' });
  });

  it.each(['API-10', 'API-13', 'API-14', 'API-15'])('does not meet %s', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'unmet' });
  });
});

const test = (title: string, body: string): string => `import { it, expect } from 'vitest';
it('${title}', async () => { ${body} expect(answer.status).toBe(200); });
`;

/** Repositories that meet what ours do not have yet, and how each of them is broken. */
const others: readonly (readonly [string, Readonly<Record<string, string>>, string, Break])[] = [
  [
    'API-08',
    {
      'src/main.js': `import { createYoga } from 'graphql-yoga';
import DataLoader from 'dataloader';
import depthLimit from 'graphql-depth-limit';
createYoga({ context: () => ({ authors: new DataLoader(load) }), validationRules: [depthLimit(8)] });
`,
      'test/graphql-limits.test.js': test(
        'graphql refuses what is too deep',
        'const answer = await ask({ depth: 20 });',
      ),
      'test/graphql-access.test.js': test('graphql refuses who may not', "const answer = await ask('FORBIDDEN');"),
    },
    'src/main.js',
    replaced('validationRules: [depthLimit(8)]', ''),
  ],
  [
    'API-09',
    {
      'src/main.js': `import { Kafka } from 'kafkajs';
new Kafka({ retry: { retries: 5 } }).producer();
`,
      'asyncapi.yaml': 'asyncapi: 3.0.0\n',
      'test/events.test.js': test('an event arrives', 'const answer = await publish({ id: 1 });'),
    },
    'asyncapi.yaml',
    () => undefined,
  ],
  [
    'API-10',
    {
      'src/main.js': `import express from 'express';
const app = express();
app.get('/changes', (req, res) => {
  res.set('content-type', 'text/event-stream');
  follow(req.headers['last-event-id'], res);
});
app.listen(3000);
`,
      'test/changes.test.js': test(
        'resumes after a drop',
        "const answer = await open('text/event-stream', 'last-event-id');",
      ),
    },
    'src/main.js',
    replaced("req.headers['last-event-id']", 'undefined'),
  ],
  [
    'API-13',
    {
      'package.json': JSON.stringify({
        scripts: { start: 'node src/main.js', 'client:generate': 'openapi-typescript openapi.json -o client/api.d.ts' },
      }),
      'src/main.js':
        "import express from 'express';\nimport cors from 'cors';\nexpress().use(cors({ origin: [] })).listen(1);\n",
      'test/client.test.js': test(
        'the client reads a product',
        "const answer = await createClient('openapi').get('/products');",
      ),
    },
    'src/main.js',
    replaced('.use(cors({ origin: [] }))', ''),
  ],
  [
    'API-14',
    {
      'src/main.js': `import express from 'express';
import multer from 'multer';
import { fileTypeFromBuffer } from 'file-type';
const upload = multer({ limits: { fileSize: 1000000, files: 3 } });
express().post('/uploads', upload.array('files'), async (req, res) => res.json(await fileTypeFromBuffer(req.files[0]))).listen(1);
`,
      'test/upload.test.js': test(
        'an upload that is too large is refused',
        'const answer = await send(new FormData(), 413);',
      ),
    },
    'src/main.js',
    replaced('limits: { fileSize: 1000000, files: 3 }', ''),
  ],
  [
    'API-15',
    {
      'src/main.js': "import { webhooks } from './webhooks.js';\nwebhooks.start();\n",
      'src/webhooks.js': `import { createHmac } from 'node:crypto';
const deliveries = [];
const attempts = [1, 10, 60];
export const webhooks = {
  start() {
    for (const wait of attempts) deliver(wait);
  },
};
const deliver = (wait) => {
  if (isPrivate(address)) return;
  deliveries.push(createHmac('sha256', secret).update(body).digest('hex'));
};
`,
      'test/webhooks.test.js': test('a webhook is tried again', 'const answer = await deliver(503);'),
    },
    'src/webhooks.js',
    replaced('isPrivate(address)', 'false'),
  ],
];

describe('a repository of somebody else', () => {
  it.each(others)('meets %s, until it is broken', async (id, files, path, change) => {
    const repository = smallServer(files);
    expect(await verdictOf(repository, id)).toMatchObject({ status: 'met' });
    expect((await verdictOf(broken(repository, { [path]: change }), id)).status).not.toBe('met');
  });
});
