import { part, prove } from '../../evidence.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { serverCode } from '../../facts/used.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const packages =
  /^(?:cache-manager|@nestjs\/cache-manager|keyv|lru-cache|memjs|bentocache|async-cache-dedupe|node-cache)$/;

/** Values that are kept in Redis with a time to live. */
const inRedis = (repository: Repository): Place[] =>
  findUsed(repository, serverCode(repository), { kind: 'call', text: /(?:^|\.)(?:setex|setEx|psetex|set)$/ })
    .filter(
      ({ node, text }) =>
        /set(?:ex|Ex)$/.test(text) ||
        (node.type === 'CallExpression' &&
          node.arguments.some((one) => one.type === 'StringLiteral' && /^(?:EX|PX)$/.test(one.value))),
    )
    .map(({ place }) => place);

export default defineStandard({
  id: 'PERF-02',
  title: 'A cache with times to live, invalidation, stampede protection and a hit rate',
  why: 'Most reads ask for what was just read; a cache answers them without the database, if it never answers with what is old.',
  references: [],
  features: ['cache'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no cache that the server uses', [
          ...packageInServer(repository, { from: packages }),
          ...inRedis(repository),
        ]),
        part(
          'no invalidation when a row changes',
          inServer(repository, { kind: 'call', text: /(?:^|\.)cache\w*\.(?:del|delete|invalidate\w*|evict\w*)$/i }),
        ),
        part(
          'no count of hits and misses',
          inServer(repository, { kind: 'string', text: /^\w*cache_(?:hits?|requests|misses)\w*$/i }),
        ),
      ],
      tests: [
        part(
          'no test that a change is seen at once',
          testsThat(repository, { says: [/cache/i], title: /invalidat|stale|change|fresh/i }),
        ),
        part(
          'no test that many misses at once become one read',
          testsThat(repository, { says: [/cache/i, /^Promise\.all$/], title: /once|stampede|same time|flight/i }),
        ),
      ],
      unseen: { because: 'no cache that is known here is used', command: 'git grep -niE "cache"' },
    }),
  remedy: () =>
    steps(
      'Add src/platform/cache: cache-aside over Redis with a time to live for each kind, one read for many misses at once, and no failure when Redis is away.',
      'Read products and categories by id through it; delete the key in the transaction’s wake of each change.',
      'Count hits and misses by kind at /metrics; test invalidation, expiry, a stampede, and Redis away.',
    ),
});
