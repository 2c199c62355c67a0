import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const addPublicUrl = (slots: Slots): void => {
  slots.env.add({
    name: 'PUBLIC_URL',
    type: 'url',
    values: ['http', 'https'],
    default: 'http://localhost:3000',
    requiredInProduction: true,
    testValue: { expression: "'https://api.example.test'" },
    description:
      'Where people reach this server and its front end. Mails link to pages below it, such as /verify-email, whatever the Host header says',
    example: 'https://api.example.com',
    section: 'HTTP',
    order: 22,
  });
  slots.appEnvironment.set('PUBLIC_URL', '${PUBLIC_URL:-http://localhost:${PORT:-3000}}');
};

const addEnvironment = (slots: Slots): void => {
  const section = 'Accounts';
  addPublicUrl(slots);
  slots.env.add({
    name: 'PASSWORD_MIN_LENGTH',
    type: 'positiveInteger',
    default: 12,
    description: 'Fewest characters of a password; values under 8 count as 8 (NIST SP 800-63B), over 64 as 64',
    section,
  });
  slots.env.add({
    name: 'PASSWORD_HASH_CONCURRENCY',
    type: 'positiveInteger',
    default: 2,
    description: 'Passwords hashed at the same time in this process; each takes 19 MiB and one thread',
    section,
  });
  slots.env.add({
    name: 'PASSWORD_HASH_QUEUE',
    type: 'positiveInteger',
    default: 64,
    description: 'Password hashes that may wait for their turn; beyond, requests are answered with 503',
    section,
  });
  slots.env.add({
    name: 'SESSION_TTL',
    type: 'duration',
    default: 2_592_000,
    description: 'Seconds until a sign-in ends however much it is used (30 days)',
    section,
  });
  slots.env.add({
    name: 'SEED_PASSWORD',
    type: 'string',
    description: 'Password of the accounts that db:seed makes; one is generated and printed unless set',
    section,
  });
};

const addServices = (slots: Slots): void => {
  slots.services.add({
    name: 'background',
    type: 'BackgroundTasks',
    from: './background-tasks.ts',
    create: 'createBackgroundTasks({ logger })',
    imports: ['createBackgroundTasks', 'type BackgroundTasks'],
    close: true,
    order: 510,
  });
  slots.services.add({
    name: 'passwords',
    type: 'PasswordHasher',
    from: './crypto/password-hasher.ts',
    create: 'createPasswordHasher({ concurrency: env.PASSWORD_HASH_CONCURRENCY, queue: env.PASSWORD_HASH_QUEUE })',
    imports: ['createPasswordHasher', 'type PasswordHasher'],
    order: 520,
  });
};

const addDocs = (slots: Slots): void => {
  const revocation = slots.docs.items.filter(({ section }) => section === 'revocation').map(({ body }) => body);
  slots.docs.add({
    section: 'security',
    title: 'Accounts',
    body: [
      'Every operation declares who may call it; one that does not is a type error. Roles and what they grant stand in',
      '`src/modules/users/domain/roles.ts`. Passwords are hashed with Argon2id in a queue of limited length: a flood of log-ins',
      'is answered 503 instead of taking the memory. Mailed tokens are good once and stored as SHA-256. What depends on whether',
      'an address has an account happens after the answer, so neither its content nor its time tells.',
      '',
      ['Disabling an account, taking a role and signing out hold from the next request on.', ...revocation].join(' '),
    ].join('\n'),
  });
};

/** Codes of refusals, in the order in which the metrics list them, with the names of the events. */
const securityEvents = [
  ['INVALID_CREDENTIALS', 'failed_login', 100],
  ['UNAUTHENTICATED', 'unauthenticated', 110],
  ['TOKEN_INVALID', 'token_invalid', 130],
  ['FORBIDDEN', 'denied', 140],
  ['REAUTHENTICATION_REQUIRED', 'reauthentication_demanded', 150],
] as const;

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['API2:2023', 'A07:2021', 'V6.2'],
    control: 'Argon2id, no rules of composition, common passwords refused',
    file: 'src/platform/crypto/password-hasher.ts',
    test: 'test/unit/auth/password-hasher.test.ts',
  },
  {
    references: ['API2:2023', 'A07:2021', 'V6.3'],
    control: 'One answer, in the same time, whatever is wrong with a log-in',
    file: 'src/modules/auth/application/credential-service.ts',
    test: 'test/e2e/auth/log-in.test.ts',
  },
  {
    references: ['API5:2023', 'A01:2021', 'V8.2'],
    control: 'Each operation declares who may call it; without a declaration it does not compile',
    file: 'src/platform/access.ts',
    test: 'test/e2e/auth/access.test.ts',
  },
  {
    references: ['API1:2023', 'V8.2'],
    control: 'What belongs to somebody else answers 404',
    file: 'src/platform/owner-scope.ts',
    test: 'test/e2e/auth/access.test.ts',
  },
  {
    references: ['A07:2021', 'V7.4'],
    control: 'Signing out, disabling and changing the password end sign-ins at the next request',
    file: 'src/platform/revocation.ts',
    test: 'test/e2e/auth/sessions.test.ts',
  },
];

export default defineFeature({
  id: 'identity',
  axis: 'auth',
  title: 'Accounts',
  description: 'Users, roles, passwords and sign-ins: what every authentication method stands on',
  internal: true,
  requires: ['mail', 'rate-limiting', 'audit-log'],
  after: ['mail', 'rate-limiting', 'audit-log'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('@node-rs/argon2');
    addEnvironment(slots);
    addServices(slots);
    for (const [code, event, order] of securityEvents) slots.securityEvents.add({ code, event, order });
    slots.modules.add({ name: 'users', order: 100 });
    slots.modules.add({ name: 'auth', order: 110 });
    slots.seeds.add({
      name: 'users',
      from: '../modules/auth/persistence/seed.ts',
      import: 'seedUsers',
      order: 100,
    });
  },
  // The database says how sign-ins end in all processes.
  conclude: (_project, slots) => {
    addDocs(slots);
  },
});
