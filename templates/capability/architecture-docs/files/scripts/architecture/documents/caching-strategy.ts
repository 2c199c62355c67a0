import { setting, type Facts } from '../facts/facts.ts';
import { code, codes, count, document, duration, grouped, list, milliseconds, section, table } from './markdown.ts';

type Row = readonly string[];

/** What the processes remember of sign-ins. */
const signInLayers = (facts: Facts): readonly Row[] => {
  const { constants } = facts;
  const rows: Row[] = [];
  if (constants.rememberedSignIns !== undefined) {
    const longest = milliseconds(constants.rememberedSignInMs ?? 0);
    rows.push([
      'Who stands behind a sign-in (roles, disabled or not)',
      'memory of a process',
      longest,
      grouped(constants.rememberedSignIns),
      'revocation over `LISTEN` / `NOTIFY`; nothing is remembered while that connection is lost',
    ]);
  }
  if (constants.rememberedTokens !== undefined) {
    rows.push([
      'Access tokens whose signature was checked',
      'memory of a process',
      `until they expire, \`JWT_ACCESS_TTL\` (${duration(setting(facts, 'JWT_ACCESS_TTL'))})`,
      grouped(constants.rememberedTokens),
      'with the key; whether the sign-in still holds is asked each time',
    ]);
  }
  return rows;
};

/** What is remembered, wherever: what, where, how long, how much, how it ends. */
const layers = (facts: Facts): readonly Row[] => {
  const { constants, parts } = facts;
  const rows = [...signInLayers(facts)];
  if (parts.rateLimits) {
    rows.push([
      'Counters of rate limits',
      parts.redis ? '`REDIS_URL`, else memory of a process' : 'memory of a process',
      duration(constants.rateWindowSeconds ?? 60),
      `one for each ${parts.accounts ? 'address, user' : 'address'} and tier`,
      'by themselves',
    ]);
  }
  if (constants.idempotencyKeptMs !== undefined) {
    rows.push([
      'First answers to idempotent requests',
      'table `idempotency_keys`',
      duration(constants.idempotencyKeptMs / 1000),
      'one for each key',
      `purged every ${duration((constants.idempotencyPurgeMs ?? 0) / 1000)}`,
    ]);
  }
  if (constants.freshReadinessMs !== undefined) {
    rows.push([
      'The answer of `/health/ready`',
      'memory of a process',
      milliseconds(constants.freshReadinessMs),
      '1',
      'by itself',
    ]);
  }
  return rows;
};

const httpRows = (facts: Facts): readonly Row[] => {
  const { routes, constants, parts } = facts;
  const tagged = routes.filter(({ conditional }) => conditional === 'etag');
  const open = tagged.filter(({ access }) => access.kind === 'public' || access.kind === 'everybody');
  const explicit = routes.filter(({ cacheControl }) => cacheControl !== undefined);
  return [
    ...explicit.map((route) => [code(`${route.method} ${route.path}`), code(route.cacheControl ?? ''), 'as it says']),
    [
      `${count(tagged.length, 'read')} with an ETag, ${open.length === tagged.length ? 'all' : open.length} of them open to everybody`,
      '`no-store`',
      'clients that keep the tag send `If-None-Match` and get 304 without a body; shared caches keep nothing',
    ],
    ['all other routes under `/api`', '`no-store`', 'nothing is kept'],
    ...(parts.accessTokens
      ? [
          [
            '`GET /.well-known/jwks.json`',
            `\`public, max-age=${constants.keySetSeconds ?? 0}\``,
            `may be kept by a CDN; a key of ${code(facts.run('keys:rotate'))} signs ${duration(constants.keyAdvanceSeconds ?? 0)} after it was made`,
          ],
        ]
      : []),
    ...(parts.apiDocs ? [['files of `GET /docs`', '`public, max-age=3600`', 'may be kept by a CDN']] : []),
  ];
};

const database = (facts: Facts): string | undefined =>
  list([
    `CONNECTION_POOLING: ${setting(facts, 'DATABASE_POOL_MAX')} connections a process (${code('DATABASE_POOL_MAX')}); a query waits ${milliseconds(setting(facts, 'DATABASE_CONNECT_TIMEOUT_MS'))} for one, then 503.`,
    `QUERY_CACHE: plans, by prepared statements (${code('DATABASE_PREPARED_STATEMENTS')}); results are not kept, PostgreSQL keeps pages in its own memory.`,
    'Shared memory: a quarter of the machine for `shared_buffers` is the usual start; the working set is in [scaling-strategy.md](scaling-strategy.md).',
  ]);

/** The read that is worth caching first: open to everybody, of one thing or many. */
const candidates = (facts: Facts): readonly string[] =>
  facts.routes
    .filter(({ method, access }) => method === 'GET' && (access.kind === 'public' || access.kind === 'everybody'))
    .map(({ method, path }) => `${method} ${path}`);

/** What is remembered where, for how long, and how it ends. */
export const cachingStrategy = (facts: Facts): string => {
  const first = candidates(facts).slice(0, 4);
  return document(
    'Caching strategy',
    'What is not remembered cannot be stale. So far only what every request needs is kept, and only where its end is known at once.',
    section('Application cache', table(['What', 'Where', 'How long', 'How many', 'How it ends'], layers(facts))),
    section('HTTP and CDN cache', table(['Route', '`Cache-Control`', 'Meaning'], httpRows(facts))),
    section('Database', database(facts)),
    section(
      'Not chosen: a cache of rows and answers',
      `Every read goes to PostgreSQL, which finds rows by index. What would bring a cache: the pool has callers waiting (${facts.parts.metrics ? code('database_connections{state="waiting"} > 0') : 'requests that fail with 503 after the wait'} for minutes) although the queries are fast, and one of these reads is the most frequent: ${first.length === 0 ? 'there is no open read' : codes(first)}. Then: cache-aside in Redis by id and ${code('version')}, 60 seconds at most, deleted in the transaction that writes, one loader for each key so that an expiry is not a stampede; session-like data 30 minutes.`,
    ),
    section(
      'Invalidation and monitoring',
      list([
        facts.parts.revocations
          ? 'Invalidation: the transaction that changes an account or a sign-in notifies all processes when it commits; a lost connection empties the memory and stops its use.'
          : 'Invalidation: nothing is remembered that somebody else could change.',
        facts.parts.metrics
          ? `Monitoring: ${code('http_request_duration_seconds')} by status shows the share of 304; ${code('database_queries_total')} divided by requests shows what a cache would save.`
          : undefined,
        facts.parts.redis
          ? `Redis away: each process counts for itself (commands give up after ${milliseconds(facts.constants.redisCommandMs ?? 0)}), nothing else changes.`
          : undefined,
      ]),
    ),
  );
};
