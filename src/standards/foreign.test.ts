import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import { readStandards } from './catalogue-disk.ts';
import { routes } from './facts/routes.ts';
import { diskRepository } from './repository/disk-repository.ts';
import type { Repository } from './repository/repository.ts';
import type { Verdict, VerdictStatus } from './standard.ts';

interface Expected {
  readonly routes: readonly string[];
  readonly met: readonly string[];
  /** What can be told to be missing, though parts of it lie about unused, in comments, or in tests that are skipped. */
  readonly unmet: readonly string[];
  readonly unknown: readonly string[];
}

/** Small repositories that nobody wrote for these checks, with what an expert would say of them. */
const repositories: Readonly<Record<string, Expected>> = {
  'express-js': {
    routes: [
      'DELETE /api/notes/{noteId}',
      'GET /api/notes',
      'GET /api/notes/{noteId}',
      'GET /health',
      'POST /api/notes/createNote',
      'POST /users/login',
    ],
    met: [],
    unmet: ['API-01', 'API-04', 'API-05', 'API-11', 'API-12', 'AUTH-03', 'AUTH-04', 'ARCH-04', 'ARCH-06', 'DOC-01'],
    unknown: ['AUTH-01', 'SEC-04', 'DB-02'],
  },
  'fastify-ts': {
    routes: ['GET /api/v1/bookings/{id}', 'GET /api/v1/rooms', 'GET /healthz', 'POST /api/v1/bookings'],
    met: [],
    unmet: ['API-02', 'API-04', 'API-06', 'API-12', 'ARCH-02', 'DOC-02'],
    unknown: ['AUTH-02', 'SEC-05'],
  },
  'nest-ts': {
    routes: ['DELETE /api/v2/cats/{id}', 'GET /api/v2/cats', 'GET /api/v2/cats/{id}', 'POST /api/v1/auth/login'],
    met: ['ARCH-06'],
    unmet: ['API-01', 'API-06', 'API-12', 'AUTH-03', 'AUTH-04', 'AUTH-12', 'ARCH-04'],
    unknown: ['AUTH-11'],
  },
};

const standards = await readStandards();

describe.each(Object.entries(repositories))('%s', (name, expected) => {
  let repository: Repository;
  let verdicts: ReadonlyMap<string, Verdict>;

  beforeAll(() => {
    repository = diskRepository(fileURLToPath(new URL(`../../test/fixtures/foreign/${name}`, import.meta.url)));
    verdicts = new Map(assess(repository, standards).map(({ standard, verdict }) => [standard.id, verdict]));
  });

  const withStatus = (status: VerdictStatus): string[] =>
    [...verdicts].filter(([, verdict]) => verdict.status === status).map(([id]) => id);

  it('has its routes', () => {
    expect(
      routes(repository)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    ).toEqual(expected.routes);
  });

  it('meets what it meets, and no more', () => {
    expect(withStatus('met')).toEqual(expected.met);
  });

  it('does not meet what it lacks', () => {
    expect(withStatus('unmet')).toEqual(expect.arrayContaining([...expected.unmet]));
  });

  it('may meet what its files do not show', () => {
    expect(withStatus('unknown')).toEqual(expect.arrayContaining([...expected.unknown]));
  });

  it('breaks no check', () => {
    const failed = [...verdicts].filter(
      ([, verdict]) => 'because' in verdict && verdict.because.startsWith('the check of'),
    );
    expect(failed).toEqual([]);
  });

  it('is told what to do about everything', () => {
    for (const standard of standards) {
      const verdict = verdicts.get(standard.id);
      if (verdict?.status !== 'unmet') continue;
      const remedy = standard.remedy(repository, verdict);
      expect(remedy.kind === 'steps' ? remedy.steps.length : 1, standard.id).toBeGreaterThan(0);
    }
  });
});
