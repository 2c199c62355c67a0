import { beforeAll, describe, expect, it } from 'vitest';
import type { Repository } from '../../repository/repository.ts';
import { broken, removed, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { smallServer } from '../../testing/small-server.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';

let emitted: Repository;

beforeAll(async () => {
  emitted = await shop();
});

const everyRecord = (change: Break): Readonly<Record<string, Break>> =>
  Object.fromEntries(emitted.matching(/^docs\/adr\/\d/).map((path) => [path, change]));

const before =
  (line: string): Break =>
  (text) =>
    `${line}\n${text}`;

const product = 'src/modules/products/domain/product.ts';

const breaks: readonly (readonly [string, string, () => Readonly<Record<string, Break>>])[] = [
  ['ARCH-01', 'no records', () => everyRecord(removed)],
  [
    'ARCH-01',
    'records that give no reason',
    () => everyRecord((text) => `${text.replaceAll(/monolith\w*|microservices?|serverless/gi, 'it')}\n`),
  ],
  ['ARCH-02', 'a framework in a rule', () => ({ [product]: before("import { fastify } from 'fastify';") })],
  [
    'ARCH-02',
    'a type of a framework in a rule',
    () => ({ [product]: before("import type { FastifyRequest } from 'fastify';") }),
  ],
  [
    'ARCH-02',
    'a table in a use case',
    () => ({
      'src/modules/products/application/product-service.ts': before(
        "import type { ProductsTable } from '../persistence/products-table.ts';",
      ),
    }),
  ],
  ['ARCH-02', 'no test', () => ({ 'test/unit/architecture.test.ts': skipped })],
  [
    'ARCH-03',
    'a module that reaches into another',
    () => ({
      'src/modules/products/application/product-service.ts': before("import '../../categories/domain/category.ts';"),
    }),
  ],
  ['ARCH-03', 'a module without a face', () => ({ 'src/modules/categories/index.ts': removed })],
  [
    'ARCH-04',
    'the environment read in a rule',
    () => ({ [product]: before('if (process.env.REGION === undefined) console.warn(1);') }),
  ],
  ['ARCH-04', 'no check', () => ({ 'src/config/environment.ts': replaced(/\.safeParse\(/, '.read(') })],
  ['ARCH-06', 'no strict types', () => ({ 'tsconfig.json': replaced('"strict": true', '"strict": false') })],
  [
    'ARCH-06',
    'strict types in a comment',
    () => ({ 'tsconfig.json': replaced('"strict": true,', '// "strict": true,') }),
  ],
  [
    'ARCH-06',
    'no error handler',
    () => ({ 'src/app/app.ts': replaced('await app.register(errorHandler, options);', '') }),
  ],
  [
    'ARCH-07',
    'no linter in the pipeline',
    () => ({ 'package.json': replaced('eslint --max-warnings 0 .', 'echo linted') }),
  ],
  ['ARCH-07', 'no pipeline', () => ({ '.github/workflows/ci.yml': removed })],
  ['ARCH-07', 'no template for pull requests', () => ({ '.github/pull_request_template.md': removed })],
  ['ARCH-08', 'records of nothing', () => everyRecord(replaced(/^## .*$/m, ''))],
];

describe('an emitted repository', () => {
  it.each(['01', '02', '03', '04', '06', '07', '08'])('meets ARCH-%s', async (number) => {
    expect(await verdictOf(emitted, `ARCH-${number}`)).toMatchObject({ status: 'met' });
  });

  it.each(breaks)('does not meet %s with %s', async (id, _how, changes) => {
    expect(await verdictOf(broken(emitted, changes()), id)).toMatchObject({ status: 'unmet' });
  });

  it('has not chosen microservices', async () => {
    expect(await verdictOf(emitted, 'ARCH-05')).toMatchObject({ status: 'not-applicable' });
  });

  it('may name a framework in a comment of a rule', async () => {
    const commented = broken(emitted, { [product]: before("// import { fastify } from 'fastify';") });
    expect(await verdictOf(commented, 'ARCH-02')).toMatchObject({ status: 'met' });
  });
});

describe('a repository of somebody else', () => {
  const gateway = smallServer({
    'src/main.js':
      "import { createProxyMiddleware } from 'http-proxy-middleware';\ncreateProxyMiddleware({ target: orders });\n",
    'compose.yaml': 'services:\n  gateway:\n    build: gateway\n  orders:\n    build: orders\n',
    'contracts/orders.yaml': 'openapi: 3.1.0\n',
    'test/contract.test.js':
      "import { it, expect } from 'vitest';\nit('the gateway keeps the contract', () => { expect(verify()).toBe(true); });\n",
  });

  it('meets ARCH-05 with a gateway, services and contracts', async () => {
    expect(await verdictOf(gateway, 'ARCH-05')).toMatchObject({ status: 'met' });
    expect(await verdictOf(broken(gateway, { 'contracts/orders.yaml': removed }), 'ARCH-05')).toMatchObject({
      status: 'unmet',
    });
  });

  it('does not meet ARCH-06 with JavaScript', async () => {
    expect(await verdictOf(smallServer({ 'src/main.js': 'start();\n' }), 'ARCH-06')).toMatchObject({ status: 'unmet' });
  });
});
