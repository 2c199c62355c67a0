import { foremost, part, prove } from '../../evidence.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { dotted, type Node } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { serverCode } from '../../facts/used.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { notApplied, notPlugged } from '../../applied.ts';
import { namesHeader } from './response-headers.ts';

const limiters =
  /^(?:rate-limiter-flexible|express-rate-limit|@fastify\/rate-limit|@nestjs\/throttler|express-slow-down|limiter|@upstash\/ratelimit)$/;
/** Those that set the headers by themselves. */
const headersIncluded = /^(?:@fastify\/rate-limit|@nestjs\/throttler|express-rate-limit)$/;
const shared =
  /^(?:RateLimiterRedis|RateLimiterValkey|RateLimiterMemcache|RateLimiterPostgres|RedisStore|ThrottlerStorageRedisService)$/;
const budget = /^[A-Z_]*(?:RATE_?LIMIT|THROTTLE)_(?!ENABLED$|WINDOW|TTL)[A-Z_]+$/;

/** A switch that is off unless somebody sets it. */
const switchedOff = (repository: Repository): Place[] =>
  inServer(repository, {
    kind: 'key',
    text: /^[A-Z_]*(?:RATE_?LIMIT|THROTTLE)[A-Z_]*_ENABLED$/,
    where: ({ node }) => node.type === 'ObjectProperty' && isFalseByDefault(node.value),
  });

const isFalseByDefault = (node: Node): boolean => {
  if (node.type !== 'CallExpression') return false;
  const [first] = node.arguments;
  return /\.(?:default|prefault|catch)$/.test(dotted(node.callee)) && first?.type === 'BooleanLiteral' && !first.value;
};

/** Two budgets or more, for callers of different kinds; one where nobody signs in, since all callers are of one kind. */
const tiers = (repository: Repository): Place[] => {
  const read = findUsed(repository, serverCode(repository), { kind: 'member', text: budget });
  const fewest = repository.choices?.auth.length === 0 ? 1 : 2;
  return new Set(read.map(({ text }) => text)).size >= fewest ? read.map(({ place }) => place) : [];
};

export default defineStandard({
  id: 'SEC-05',
  title: 'Rate limits in tiers, with standard headers, shared by all instances',
  why: 'Without a budget for each caller one of them can take the service away from all others, or guess for ever.',
  references: ['OWASP API4:2023', 'OWASP ASVS 5.0 V2.4.1', 'RFC 6585 section 4'],
  features: ['rate-limiting'],
  check: (repository) => {
    const headers = namesHeader(repository, /^(?:x-)?ratelimit(?:-policy|-limit|-remaining)?$/i);
    const off = switchedOff(repository);
    if (off.length > 0) return unmet('There are rate limits that are off unless somebody switches them on.', off);
    const idle = notApplied(repository, 'rate limits', headers) ?? notPlugged(repository, 'rate limits', /rate-limit/);
    return (
      idle ??
      prove(repository, {
        parts: [
          part('no rate limiter that the server uses', packageInServer(repository, { from: limiters })),
          part('nothing that tells a client its budget (RateLimit, RateLimit-Policy)', [
            ...headers,
            ...inServer(repository, { kind: 'key', text: 'standardHeaders' }),
            ...packageInServer(repository, { from: headersIncluded }),
          ]),
          part('no Retry-After', [
            ...namesHeader(repository, /^retry-after$/i),
            ...packageInServer(repository, { from: headersIncluded }),
          ]),
          part('no budget of its own for each kind of caller: users, keys, addresses', [
            ...tiers(repository),
            ...inServer(repository, { kind: 'key', text: /^(?:keyGenerator|getTracker|throttlers)$/ }),
          ]),
          part('no store that the instances share (Redis)', [
            ...packageInServer(repository, { from: limiters, name: shared }),
            ...packageInServer(repository, {
              from: /^(?:rate-limit-redis|@nest-lab\/throttler-storage-redis|nestjs-throttler-storage-redis)$/,
            }),
          ]),
        ],
        tests: [
          part(
            'no test that a client over its budget gets 429 and Retry-After',
            foremost(
              testsThat(repository, { says: [429, 'retry-after'], title: /budget|limit|throttl/i }),
              /rate-?limit|throttl/i,
            ),
          ),
        ],
        unseen: {
          because: 'limits may stand in a proxy or gateway in front',
          command:
            'for i in $(seq 500); do curl -s -o /dev/null -w "%{http_code}\\n" "$BASE_URL/<route>"; done | sort | uniq -c',
        },
      })
    );
  },
  remedy: () =>
    steps(
      'Count requests by user, by API key and by address (IPv6 by its /64), each with a budget of its own from the configuration, in Redis.',
      'Send RateLimit and RateLimit-Policy with each answer, and 429 with Retry-After when the budget is spent.',
      'Test that X-Forwarded-For of a client who is no trusted proxy changes nothing, and that two processes share the count.',
    ),
});
