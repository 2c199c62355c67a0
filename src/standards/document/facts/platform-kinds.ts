import type { Settings } from './settings.ts';

/** What the scaling of a component depends on. */
export interface ScalingFacts {
  readonly settings: Settings;
  /** Titles of systems that the backend talks to, such as Redis. */
  readonly systems: readonly string[];
  readonly engine?: string;
}

/** A kind of component that a platform may have. Its number never changes, since IDs are made of it. */
export interface ComponentKind {
  readonly number: number;
  readonly title: string;
  readonly purpose: string;
  /** Names of files and folders that are it. */
  readonly words: readonly string[];
  readonly store?: (facts: ScalingFacts) => string | undefined;
  readonly scaling: (facts: ScalingFacts) => string;
}

/** A variable as `NAME` with its value, when the repository has it. */
const setting = (name: string, { settings }: ScalingFacts): string | undefined => {
  const value = settings.get(name);
  return value === undefined || value === '' ? undefined : `\`${name}\` (${value})`;
};

const perProcess = (): string => 'horizontal: each process has its own, and none shares it';
const inRedis = ({ systems }: ScalingFacts): string | undefined => (systems.includes('Redis') ? 'Redis' : undefined);
const inEngine = ({ engine }: ScalingFacts): string | undefined => engine;
const shared = (facts: ScalingFacts): string =>
  inRedis(facts) === undefined
    ? 'one process: its counters are in memory, so that a second process counts for itself'
    : 'horizontal: all processes count in Redis';

/** The kinds, by number. */
export const platformKinds: readonly ComponentKind[] = [
  {
    number: 1,
    title: 'HTTP layer',
    purpose: 'takes requests, validates them, answers in one envelope',
    words: ['app', 'server', 'http'],
    scaling: (facts) =>
      `horizontal: stateless processes behind a balancer; ${setting('REQUEST_TIMEOUT', facts) ?? 'the time-out of requests'} bounds each`,
  },
  {
    number: 2,
    title: 'Configuration',
    purpose: 'reads the environment once, checked before the server listens',
    words: ['config', 'configuration', 'env', 'environment'],
    scaling: () => 'the same for each process; a change needs a restart',
  },
  {
    number: 3,
    title: 'Database access',
    purpose: 'connections, transactions, and errors of the database in terms of the application',
    words: ['database', 'db', 'prisma'],
    store: inEngine,
    scaling: (facts) => {
      const pool = setting('DATABASE_POOL_MAX', facts);
      return pool === undefined
        ? 'vertical first: the database is shared by all processes'
        : `vertical first: each process takes up to ${pool} connections of the database`;
    },
  },
  {
    number: 4,
    title: 'Redis connection',
    purpose: 'shared short-lived state, with bounded time-outs',
    words: ['redis'],
    store: inRedis,
    scaling: () => 'horizontal: one connection for each process',
  },
  {
    number: 5,
    title: 'Mail',
    purpose: 'sends mail to users',
    words: ['mail', 'mailer', 'email'],
    scaling: () => 'horizontal: bounded by the mail server, not by the process',
  },
  {
    number: 6,
    title: 'Logging',
    purpose: 'structured lines, with the request they belong to and without secrets',
    words: ['logging', 'logger', 'log'],
    scaling: (facts) => `horizontal: lines go to stdout; ${setting('LOG_LEVEL', facts) ?? 'the level'} sets how many`,
  },
  {
    number: 7,
    title: 'Metrics',
    purpose: 'rate, errors and duration of what the server does',
    words: ['metrics', 'prometheus'],
    scaling: () => 'horizontal: each process is scraped for itself',
  },
  {
    number: 8,
    title: 'Health checks',
    purpose: 'tells balancers and schedulers whether to send work, to wait or to restart',
    words: ['health', 'healthcheck', 'terminus'],
    scaling: perProcess,
  },
  {
    number: 9,
    title: 'Rate limiting',
    purpose: 'bounds what one user, key or address may ask for',
    words: ['rate-limit', 'rate-limiting', 'ratelimit', 'rate-limiter', 'throttler'],
    store: inRedis,
    scaling: shared,
  },
  {
    number: 10,
    title: 'Idempotency',
    purpose: 'answers a repeated request as the first time, without doing it twice',
    words: ['idempotency'],
    store: inEngine,
    scaling: () => 'horizontal: the first answers are kept where all processes see them',
  },
  {
    number: 11,
    title: 'Audit log',
    purpose: 'who did what, when, from where, and how it ended',
    words: ['audit', 'audit-log'],
    store: inEngine,
    scaling: () => 'one writer at a time: entries are appended in order',
  },
  {
    number: 12,
    title: 'Overload protection',
    purpose: 'refuses work early when there is more than can be done',
    words: ['overload', 'overload-protection'],
    scaling: (facts) =>
      `for each process: ${setting('OVERLOAD_MAX_IN_FLIGHT', facts) ?? 'a limit of'} requests in flight`,
  },
  {
    number: 13,
    title: 'Outgoing calls',
    purpose: 'time-outs, retries and circuit breakers around what is not ours',
    words: ['resilience', 'outgoing-calls', 'circuit-breaker'],
    scaling: perProcess,
  },
  {
    number: 14,
    title: 'API documentation',
    purpose: 'the OpenAPI document, made from the schemas that validate, and its page',
    words: ['docs', 'openapi', 'swagger', 'api-docs', 'api-document'],
    scaling: () => 'horizontal: made once at start',
  },
  {
    number: 15,
    title: 'Cryptography',
    purpose: 'hashes passwords, makes tokens, keeps signing keys',
    words: ['crypto', 'hashing'],
    scaling: (facts) =>
      `vertical: bounded by processor time; ${setting('PASSWORD_HASH_CONCURRENCY', facts) ?? 'few'} passwords are hashed at once`,
  },
  {
    number: 16,
    title: 'Access control',
    purpose: 'who is asking, and whether they may',
    words: ['access-control', 'access', 'authorization', 'guards', 'principal'],
    scaling: perProcess,
  },
  {
    number: 17,
    title: 'Cache',
    purpose: 'keeps what is read often near the process',
    words: ['cache', 'caching'],
    store: inRedis,
    scaling: (facts) => (inRedis(facts) === undefined ? 'for each process, in memory' : 'horizontal: shared in Redis'),
  },
  {
    number: 18,
    title: 'Queue',
    purpose: 'does long work outside of requests',
    words: ['queue', 'queues', 'jobs', 'workers'],
    scaling: () => 'horizontal: more workers take more jobs',
  },
  {
    number: 19,
    title: 'Events',
    purpose: 'tells other parts what happened, at least once',
    words: ['events', 'outbox'],
    store: inEngine,
    scaling: () => 'horizontal: order is kept for each key',
  },
  {
    number: 20,
    title: 'Tracing',
    purpose: 'follows a request through all parts',
    words: ['tracing', 'telemetry', 'opentelemetry'],
    scaling: () => 'horizontal: sampled',
  },
  {
    number: 21,
    title: 'Feature flags',
    purpose: 'turns code on and off at run time',
    words: ['feature-flags', 'flags'],
    scaling: perProcess,
  },
  {
    number: 22,
    title: 'Files',
    purpose: 'takes uploads and keeps them',
    words: ['uploads', 'storage', 'files'],
    scaling: () => 'horizontal, when files lie in shared storage',
  },
  {
    number: 23,
    title: 'Webhooks',
    purpose: 'tells other systems what happened, signed and retried',
    words: ['webhooks'],
    store: inEngine,
    scaling: () => 'horizontal: deliveries are claimed one by one',
  },
  {
    number: 24,
    title: 'Change streams',
    purpose: 'sends changes to connected clients',
    words: ['realtime', 'websocket', 'websockets', 'sse'],
    scaling: () => 'horizontal: connections are spread, changes reach all processes',
  },
  {
    number: 25,
    title: 'GraphQL',
    purpose: 'answers queries beside REST',
    words: ['graphql'],
    scaling: () => 'horizontal: bounded by depth and cost of a query',
  },
  {
    number: 26,
    title: 'Shutdown',
    purpose: 'ends requests under way, closes connections, then the process',
    words: ['shutdown', 'drain', 'graceful-shutdown'],
    scaling: (facts) =>
      `for each process: within ${setting('SHUTDOWN_TIMEOUT', facts) ?? 'the time that is given'} seconds`,
  },
];
