import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { derive, textsOf } from '../../../src/compose/derive.ts';
import { parseModel } from '../../../src/model/parse.ts';
import { emitWith } from '../../../test/support/emitted.ts';
import { architectureDocuments } from './files/scripts/architecture/documents/documents.ts';

const FOLDER = 'docs/architecture/';
const documentsOf = (answers: Partial<Answers>): ReadonlyMap<string, string> => {
  const { emission } = emitWith(answers);
  return architectureDocuments(textsOf(emission));
};
const textOf = (documents: ReadonlyMap<string, string>, name: string): string =>
  documents.get(`${FOLDER}${name}.md`) ?? '';

const freight = (): unknown => {
  const file = fileURLToPath(new URL('../../../test/models/freight.yaml', import.meta.url));
  const parsed = parseModel(readFileSync(file, 'utf8'), file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.model;
};

const names = [
  ...['database-schema', 'api-architecture', 'microservices-design', 'caching-strategy', 'auth-system', 'api-security'],
  ...['data-modelling', 'migration-strategy', 'performance-optimization', 'scaling-strategy'],
  ...['system-specification', 'requirements', 'cost-notes', 'README'],
];

describe('architecture documents', () => {
  it('are those that the seeds name, in standard and not in minimal', async () => {
    const derived = async (answers: Partial<Answers>): Promise<string[]> =>
      [...(await derive(emitWith(answers))).emission.keys()].filter((path) => path.startsWith(FOLDER)).sort();
    expect(await derived({})).toEqual(names.map((name) => `${FOLDER}${name}.md`).sort());
    expect(await derived({ preset: 'minimal' })).toEqual([]);
  });

  it('are the same each time', () => {
    expect(documentsOf({})).toEqual(documentsOf({}));
  });

  it('say the tables, routes, limits and arithmetic of the shop', () => {
    const documents = documentsOf({});
    expect(textOf(documents, 'database-schema')).toContain(
      '| `price` | `numeric(19, 2)` | NOT NULL, CHECK `price >= 0` |',
    );
    expect(textOf(documents, 'database-schema')).toContain('→ `categories.id`');
    expect(textOf(documents, 'api-architecture')).toContain(
      '| `POST /api/v1/orders` | Place an order | signed in | 201 |',
    );
    expect(textOf(documents, 'api-architecture')).toContain('| 60 | `RATE_LIMIT_AUTH` |');
    expect(textOf(documents, 'auth-system')).toContain('15 minutes (`JWT_ACCESS_TTL`)');
    expect(textOf(documents, 'scaling-strategy')).toContain('| Processes on one database | ⌊92 ÷ 12⌋ | 7 |');
    expect(textOf(documents, 'performance-optimization')).toContain('- Trade-offs: 12 connections for each;');
    expect(textOf(documents, 'system-specification')).toContain('select products for update');
  });

  it('say where personal data is, and when it ends', () => {
    const requirements = textOf(documentsOf({}), 'requirements');
    for (const row of [
      '| `users` | `email`, `first_name`, `last_name` | `users` | by hand: nothing deletes it yet |',
      '| `sessions` | `address`, `agent` | `auth` | after it has expired, or with the account |',
      '| `one_time_tokens` | `sent_to` | `auth` | after it has expired, or with the account |',
    ]) {
      expect(requirements).toContain(row);
    }
  });

  it('say nothing of the shop when the model is another one', () => {
    const documents = documentsOf({ name: 'yard', model: freight() });
    expect(textOf(documents, 'database-schema')).toContain('### Table: vessel_ports');
    expect(textOf(documents, 'data-modelling')).toContain('by the junction table `carrier_partners`');
    const traces = [...documents].filter(([, text]) => /products|categories|order_items|shop/.test(text));
    expect(traces.map(([path]) => path)).toEqual([]);
  });

  it('say nothing of sign-ins when there are none but why', () => {
    const documents = documentsOf({ auth: [] });
    expect(textOf(documents, 'auth-system').split('\n').length).toBeLessThan(15);
    const traces = [...documents].filter(([, text]) => /JWT|password|refresh token|LOGIN_|users/i.test(text));
    expect(traces.map(([path]) => path)).toEqual([]);
  });

  it('drop what an option takes away', () => {
    const documents = documentsOf({
      auth: [],
      without: ['ordering', 'metrics', 'load-testing', 'api-docs', 'idempotency', 'overload-protection'],
    });
    const traces = [...documents].filter(([, text]) =>
      /\/metrics|database_|process_resident|test:load|openapi|Idempotency-Key|OVERLOAD_/.test(text),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
  });

  it('have no empty cell where a number belongs', () => {
    for (const answers of [{}, { auth: [] }, { preset: 'full' as const }, { model: freight(), auth: [] }]) {
      const broken = [...documentsOf(answers)].filter(([, text]) => /NaN|undefined|Infinity|\[object/.test(text));
      expect(broken.map(([path]) => path)).toEqual([]);
    }
  });
});

describe('the decisions on', () => {
  const subjects = [
    ['the pattern', '0002-modular-monolith'],
    ['the framework', '0003-http-framework'],
    ['the database', '0004-database'],
    ['the data layer', '0005-data-access'],
    ['pages', '0008-keyset-pages'],
    ['signing in', '0010-sign-in'],
    ['accounts', '0011-accounts-and-permissions'],
  ] as const;
  const cases = ['express', 'fastify', 'nestjs'].flatMap((stack) =>
    subjects.map(([what, name]) => [what, stack, name] as const),
  );

  it.each(cases)('%s, on %s, say why, what was measured and what would change it', (_what, stack, name) => {
    const text = textsOf(emitWith({ stack }).emission).get(`docs/adr/${name}.md`) ?? '';
    for (const heading of ['Context', 'Decision', 'Alternatives', 'Consequences', 'What would change our mind'])
      expect(text).toContain(`\n## ${heading}\n`);
    const measured =
      /^Measured (?:with a small shop of this kind )?on a machine of 4 cores[\s\S]*?\n\n/m.exec(text)?.[0] ?? '';
    expect(measured.replace('4 cores', '')).toMatch(/\d/);
    expect(text).not.toMatch(/\bsample\b/);
  });
});
