import { beforeAll, describe, expect, it } from 'vitest';
import { proofOf } from './document/proof.ts';
import type { Repository } from './repository/repository.ts';
import { shop } from './testing/shop.ts';
import { verdictOf } from './testing/verdicts-of.ts';

/** The lines that the plan points at for a ticked standard: `path: the text of the line`. */
const shownFor = async (repository: Repository, id: string): Promise<readonly string[]> => {
  const verdict = await verdictOf(repository, id);
  if (verdict.status !== 'met') return [];
  return [...proofOf(verdict.evidence, verdict.tests).matchAll(/`([^`]+):(\d+)`/g)].map(([, path = '', line]) => {
    const text = (repository.text(path) ?? '').split('\n')[Number(line) - 1] ?? '';
    return `${path}: ${text.trim()}`;
  });
};

const ofAll: readonly (readonly [id: string, shown: RegExp])[] = [
  ['API-05', /url-shapes\.test\.ts: /],
  ['API-12', /conditional\.test\.ts: .*304/],
  ['ARCH-04', /environment\.test\.ts: .*wrong variable/],
  ['ARCH-06', /errors\.test\.ts: /],
  ['DB-01', /database\/pool\.ts: .*new pg\.Pool/],
  ['DB-06', /open-database-pool\.ts: .*DATABASE_POOL_MAX/],
  ['DB-06', /database\/pool\.ts: .*connectTimeoutMs/],
  ['DB-17', /database\/migration-dialect\.ts: .*lock_timeout/],
  ['DOC-05', /repository\.test\.ts: .*scripts that exist/],
  ['OPS-10', /ci\.yml: services:/],
  ['PERF-01', /thresholds\.ts: .*limits = \{ p95/],
  ['PERF-04', /profiles\.ts: smoke:/],
  ['PERF-09', /keyset\.ts: /],
  ['REL-02', /src\/app\/server\.ts: .*\.close\(/],
  ['SEC-01', /openapi-properties\.test\.ts: /],
  ['SEC-03', /e2e\/headers\.test\.ts: /],
  ['SEC-05', /e2e\/rate-limiting\.test\.ts: /],
  ['SEC-10', /trusted-proxies\.test\.ts: /],
  ['SEC-12', /logger\.test\.ts: .*secrets/],
];

const withAccounts: readonly (readonly [id: string, shown: RegExp])[] = [
  ['API-02', /sessions\.test\.ts: /],
  ['API-04', /keyset\.ts: .*nextCursor/],
  ['API-12', /categories-changes\.test\.ts: .*one of two writers/],
  ['AUTH-01', /auth-mails\.ts: .*link/],
  ['AUTH-01', /registration\.test\.ts: .*activates the account/],
  ['AUTH-01', /password-policy\.test\.ts: /],
  ['AUTH-02', /log-in\.test\.ts: .*one answer/],
  ['AUTH-04', /access-tokens\.test\.ts: .*are refused with/],
  ['AUTH-05', /token-service\.ts: .*digestOf\(refreshToken\)/],
  ['AUTH-05', /refresh-tokens\.test\.ts: .*good once/],
  ['AUTH-11', /password-service\.ts: .*digestOf/],
  ['AUTH-13', /order-service\.ts: .*NotFoundError/],
  ['AUTH-15', /session-service\.ts: .*auth\.login/],
  ['AUTH-15', /audit\.test\.ts: .*every event/],
  ['SEC-11', /audit-log\.test\.ts: .*refuses/],
];

/** What is done in the same way for another purpose. */
const strangers: readonly (readonly [id: string, shown: RegExp])[] = [
  ['API-05', /which version was seen/],
  ['AUTH-01', /email-change|passwords\.test/],
  ['AUTH-04', /rate-limits/],
  ['AUTH-05', /email-change|passwords\.test/],
  ['AUTH-11', /email-change|session-service|password-changes/],
  ['DB-06', /embedded/],
  ['DB-17', /config\/schema/],
  ['SEC-12', /log-in/],
];

describe.each(['fastify', 'express', 'nestjs'] as const)('what is shown for an emission for %s', (stack) => {
  let repository: Repository;
  let publicOne: Repository;

  beforeAll(async () => {
    repository = await shop({ stack });
    publicOne = await shop({ stack, auth: [] });
  });

  it.each([...ofAll, ...withAccounts])('for %s is the proof: %s', async (id, shown) => {
    expect(await shownFor(repository, id)).toContainEqual(expect.stringMatching(shown));
  });

  it.each(ofAll)('without accounts, for %s is the proof: %s', async (id, shown) => {
    expect(await shownFor(publicOne, id)).toContainEqual(expect.stringMatching(shown));
  });

  it.each(strangers)('for %s is nothing like %s', async (id, shown) => {
    expect(await shownFor(repository, id)).not.toContainEqual(expect.stringMatching(shown));
  });
});
