import { defineFeature, type Project } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const section = 'Rate limits';

const addTiers = (project: Project, slots: Slots): void => {
  slots.env.add({
    name: 'RATE_LIMIT_ENABLED',
    type: 'boolean',
    default: true,
    onInProduction: true,
    description: 'Turn the limits off for a load test; refused in production',
    section,
  });
  const tier = (name: string, limit: number, description: string): void => {
    slots.env.add({ name: `RATE_LIMIT_${name}`, type: 'positiveInteger', default: limit, description, section });
  };
  const accounts = project.has('identity');
  tier('ANONYMOUS', 300, `Requests a minute from one address${accounts ? ' without signing in' : ''}`);
  if (accounts) {
    tier('USER', 600, 'Requests a minute of one user');
    tier('AUTH', 60, 'Requests a minute from one address to /api/v1/auth');
  }
};

const addAttempts = (slots: Slots): void => {
  const attempts = 'Log-in throttling';
  slots.env.add({
    name: 'LOGIN_ATTEMPTS_PER_ACCOUNT',
    type: 'positiveInteger',
    default: 5,
    description: 'Failed log-ins of one account in a window, whether it exists or not',
    section: attempts,
  });
  slots.env.add({
    name: 'LOGIN_ATTEMPTS_PER_ADDRESS',
    type: 'positiveInteger',
    default: 20,
    description: 'Failed log-ins from one address in a window',
    section: attempts,
  });
  slots.env.add({
    name: 'LOGIN_ATTEMPTS_WINDOW',
    type: 'timeout',
    default: 900,
    description: 'Seconds of a window, and of the first wait; each further try doubles the wait',
    section: attempts,
  });
  slots.env.add({
    name: 'LOGIN_ATTEMPTS_LONGEST_BLOCK',
    type: 'timeout',
    default: 3600,
    description: 'Seconds of the longest wait',
    section: attempts,
  });
};

const addServices = (project: Project, slots: Slots): void => {
  slots.services.add({
    name: 'rateLimits',
    type: 'RateLimits',
    from: './rate-limit/rate-limits.ts',
    create: 'createRateLimits({ env, redis })',
    imports: ['createRateLimits', 'type RateLimits'],
    order: 310,
  });
  if (!project.has('identity')) return;
  slots.services.add({
    name: 'loginAttempts',
    type: 'AttemptLimiter',
    from: './rate-limit/attempt-limiter.ts',
    create: 'createLoginAttempts({ env, redis })',
    imports: ['createLoginAttempts', 'type AttemptLimiter'],
    order: 320,
  });
  slots.services.add({
    name: 'confirmationAttempts',
    type: 'AttemptLimiter',
    from: './rate-limit/attempt-limiter.ts',
    create: 'createConfirmationAttempts({ env, redis })',
    imports: ['createConfirmationAttempts', 'type AttemptLimiter'],
    order: 321,
  });
  slots.services.add({
    name: 'notices',
    type: 'NoticeLimiter',
    from: './rate-limit/notice-limiter.ts',
    create: 'createNoticeLimiter({ redis })',
    imports: ['createNoticeLimiter', 'type NoticeLimiter'],
    order: 322,
  });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API4:2023', 'V2.4'],
    control: 'Requests a minute are limited by address and user',
    file: 'src/platform/rate-limit/rate-limits.ts',
    test: 'test/unit/platform/rate-limit/rate-limits.test.ts',
  },
];

export default defineFeature({
  id: 'rate-limiting',
  axis: 'capability',
  title: 'Rate limiting',
  description: 'Budgets per address, user and route group with standard headers; shared over processes by Redis',
  presets: ['standard', 'full'],
  requires: ['redis'],
  after: ['redis'],
  contribute: (project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('rate-limiter-flexible');
    addTiers(project, slots);
    if (project.has('identity')) addAttempts(slots);
    addServices(project, slots);
    slots.securityEvents.add({ code: 'RATE_LIMITED', event: 'rate_limited', order: 200 });
    const earlier = project.has('overload-protection') ? ', what an overloaded server refuses (503)' : '';
    slots.docs.add({
      section: 'security',
      title: 'Rate limits',
      body: [
        'Requests under `/api/` are counted, and their answers carry `RateLimit-Policy` and `RateLimit`. Only what is answered',
        `before that goes without: preflights${earlier}.`,
        'A request over the budget is answered 429 with `Retry-After`. IPv6 clients are counted by their /64 network, and all',
        'whose address is none together. With `REDIS_URL` all processes share the counters; without it, or while Redis is away,',
        'each process counts for itself. Behind a proxy set `TRUST_PROXY` to its network: until then `X-Forwarded-For` is',
        'ignored and all clients of the proxy count as one address.',
      ].join('\n'),
    });
  },
});
