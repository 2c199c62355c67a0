import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';

const textsWith = async (changes: Partial<Answers>): Promise<(path: string) => string> => {
  const answers: Answers = {
    name: 'backend',
    preset: 'minimal',
    stack: 'fastify',
    database: 'postgres',
    auth: [],
    with: [],
    without: [],
    packageManager: 'npm',
    options: {},
    ...changes,
  };
  const { emission } = emit(answers, await readCatalogue());
  return (path) => emission.get(path)?.content ?? '';
};

describe('the server core', () => {
  it('knows nothing of callers without authentication', async () => {
    const text = await textsWith({});
    const files = ['errors.ts', 'http/status.ts', 'http/operation.ts', 'http/openapi.ts', 'http/openapi-components.ts'];
    for (const file of files) {
      const source = text(`src/platform/${file}`);
      expect(source).not.toBe('');
      expect(source).not.toMatch(/unauthenticated|forbidden|access|security|idempotency|ratelimit/i);
    }
  });

  it('lets scripts of other origins send and read the headers that there are, and no others', async () => {
    const parts = /authorization|idempotency|ratelimit/gi;
    const minimal = await textsWith({});
    expect(minimal('src/platform/http/cors.ts')).not.toMatch(parts);
    const standard = await textsWith({ preset: 'standard', auth: ['jwt'] });
    expect(standard('src/platform/http/cors.ts').match(parts)).toHaveLength(5);
  });

  it('makes every operation say who may call it, and documents that, with authentication', async () => {
    const text = await textsWith({ preset: 'standard', auth: ['jwt'] });
    expect(text('src/platform/http/operation.ts')).toContain('readonly access: Access;');
    expect(text('src/platform/http/operation.ts')).toContain("readonly idempotency?: 'accepted' | 'required';");
    expect(text('src/platform/http/openapi-components.ts')).toContain("bearer: { type: 'http', scheme: 'bearer'");
  });

  it('has a variable for each limit', async () => {
    const text = await textsWith({});
    for (const name of ['BODY_LIMIT', 'REQUEST_TIMEOUT', 'KEEP_ALIVE_TIMEOUT', 'TRUST_PROXY', 'SHUTDOWN_GRACE']) {
      expect(text('src/config/schema.ts')).toContain(`${name}: `);
      expect(text('.env.example')).toContain(name);
    }
  });
});
