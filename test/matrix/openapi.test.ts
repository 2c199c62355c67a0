import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '../../src/compose/answers.ts';
import { describe, expect, it } from 'vitest';
import { emitWith, writeRepository } from '../support/emitted.ts';
import { authChoices, stackVariants } from './combinations.ts';

/** Members in the order of their names, at every depth. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
};

const documentOf = async (answers: Partial<Answers>): Promise<string> => {
  const repository = await writeRepository(emitWith(answers));
  try {
    await repository.run('openapi');
    return JSON.stringify(sorted(JSON.parse(await readFile(join(repository.folder, 'openapi.json'), 'utf8'))), null, 1);
  } finally {
    await repository.remove();
  }
};

describe.each(authChoices)('the OpenAPI document with %s', (...auth) => {
  it('is the same on every stack', async () => {
    const documents = await Promise.all(stackVariants.map(({ answers }) => documentOf({ ...answers, auth })));
    expect(documents.length).toBeGreaterThan(1);
    expect(documents[0]).toContain('"openapi": "3.1');
    for (const other of documents.slice(1)) expect(other).toBe(documents[0]);
  });
});
