import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../scripts/architecture/facts/facts.ts';
import { readRepository } from '../../../scripts/architecture/files.ts';
import { modules } from '../../../src/app/modules.ts';
import { environmentSchema, requiredInProduction } from '../../../src/config/schema.ts';

const facts = readFacts(readRepository(process.cwd()));
const operations = modules.flatMap((module) => module.operations);
/** What an operation may say; which of them there are depends on the parts of the backend. */
const options = ['conditional', 'idempotency', 'cacheControl'];
const byRoute = (a: { method: string; path: string }, b: { method: string; path: string }): number =>
  `${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1;

describe('the routes that were read', () => {
  it('are those that are mounted', () => {
    const read = facts.routes.map(({ id, method, path, summary }) => ({ id, method, path, summary }));
    const mounted = operations.map(({ id, method, path, summary }) => ({ id, method, path, summary }));
    expect(read.toSorted(byRoute)).toEqual(mounted.toSorted(byRoute));
  });

  it.each(operations)('say of $id what it declares', (operation) => {
    const { success, errors = [], body } = operation;
    const declared = Object.entries(operation).filter(([name]) => options.includes(name));
    expect(facts.routes.find(({ id }) => id === operation.id)).toMatchObject({
      status: success.status,
      collection: success.collection === true,
      body: body !== undefined,
      errors: errors.map(({ code }) => code),
      ...Object.fromEntries(declared),
    });
  });
});

describe('the variables that were read', () => {
  it('are those of the schema', () => {
    expect([...facts.variables.keys()]).toEqual(Object.keys(environmentSchema.shape));
  });

  it('have the defaults of the schema', () => {
    const given = Object.entries(environmentSchema.parse({})).flatMap(([name, value]) =>
      value === undefined || typeof value === 'object' ? [] : [{ name, value: String(value) }],
    );
    expect(given.map(({ name }) => ({ name, value: facts.variables.get(name)?.default }))).toEqual(given);
  });

  it('know what production demands', () => {
    const demanded = [...facts.variables.values()].filter((variable) => variable.requiredInProduction);
    expect(demanded.map(({ name }) => name).sort()).toEqual([...requiredInProduction].sort());
  });
});
