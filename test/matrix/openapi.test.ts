import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitWith, writeRepository } from '../support/emitted.ts';
import { authChoices, stackVariants } from './combinations.ts';

/** The same document whatever the order of members in it. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, sorted(member)]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const documentOf = async (answers: Parameters<typeof emitWith>[0]): Promise<unknown> => {
  const repository = await writeRepository(emitWith(answers));
  try {
    await repository.run('openapi');
    return sorted(JSON.parse(readFileSync(join(repository.folder, 'openapi.json'), 'utf8')));
  } finally {
    await repository.remove();
  }
};

describe('the OpenAPI document', () => {
  it.each(authChoices.map((auth) => [auth.join('+') || 'none', auth] as const))(
    'is the same on every stack, with sign-in by %s',
    async (_title, auth) => {
      const documents = await Promise.all(stackVariants.map(({ answers }) => documentOf({ ...answers, auth })));
      expect(documents.length).toBeGreaterThan(1);
      expect(JSON.stringify(documents[0])).toContain('/api/v1/products/{id}');
      for (const document of documents) expect(document).toEqual(documents[0]);
    },
  );
});
