import { defineFeature } from '../../../src/compose/feature.ts';
import type { Control, Slots } from '../../../src/compose/slots.ts';

const addEnvironment = (slots: Slots): void => {
  const section = 'Access tokens';
  slots.env.add({
    name: 'JWT_KEYS',
    type: { parser: 'signingKeys', from: '../platform/crypto/signing-key.ts' },
    requiredInProduction: true,
    testValue: {
      expression: 'printStoredKeys([generateKey(new Date(0))])',
      imports: ['generateKey', 'printStoredKeys'],
      from: '../../src/platform/crypto/signing-key.ts',
    },
    description:
      'Private signing keys, as `npm run keys:rotate -- --new` prints them; outside production kept in DATA_DIR unless set',
    section,
  });
  slots.env.add({
    name: 'JWT_ISSUER',
    type: 'string',
    description: 'The `iss` of access tokens; PUBLIC_URL unless set',
    section,
  });
  slots.env.add({
    name: 'JWT_AUDIENCE',
    type: 'string',
    default: 'api',
    description: 'The `aud` of access tokens; tokens for another audience are refused',
    section,
  });
  slots.env.add({
    name: 'JWT_ACCESS_TTL',
    type: 'duration',
    default: 900,
    description: 'Seconds an access token is valid',
    section,
  });
  slots.env.add({
    name: 'JWT_REFRESH_TTL',
    type: 'duration',
    default: 604_800,
    description: 'Seconds a refresh token can wait for its use (7 days)',
    section,
  });
};

const addDocs = (slots: Slots): void => {
  slots.docs.add({
    section: 'operations',
    title: 'Signing keys',
    body: [
      'Access tokens are signed with Ed25519; other services verify them with the keys of `/.well-known/jwks.json`. Outside',
      'production the keys are kept in `DATA_DIR`. For production, `npm run keys:rotate -- --new` prints the first value of',
      '`JWT_KEYS`; store it as a secret.',
      '',
      'To rotate: run `npm run keys:rotate` (in a container: `node dist/src/commands/rotate-keys.js`) with the present',
      '`JWT_KEYS`, store what it prints, and roll the processes within ten minutes (`--after` names other seconds): all of them,',
      'and the services that keep the public keys for five minutes, then know the new key before it signs. Tokens of the old key stay valid until they expire. When a key has leaked,',
      'store a new first value instead: every access token is refused at once, and clients get new ones by their refresh token.',
    ].join('\n'),
  });
};

/** What it does against attacks, for docs/SECURITY-CONTROLS.md. */
const controls: readonly Control[] = [
  {
    references: ['A02:2021', 'V9.1'],
    control: 'Signed with an asymmetric key; algorithm, issuer, audience and age are checked',
    file: 'src/platform/crypto/access-tokens.ts',
    test: 'test/unit/tokens/access-tokens.test.ts',
  },
  {
    references: ['API2:2023', 'V7.2'],
    control: 'Refresh tokens are good once; a second use ends the whole family',
    file: 'src/modules/tokens/application/token-service.ts',
    test: 'test/integration/tokens/refresh-tokens.test.ts',
  },
];

export default defineFeature({
  id: 'jwt',
  axis: 'auth',
  title: 'JWT access tokens',
  description:
    'Short-lived signed access tokens and rotating refresh tokens, for single-page, mobile and service clients',
  presets: ['standard', 'full'],
  requires: ['identity'],
  after: ['identity'],
  contribute: (_project, slots) => {
    for (const control of controls) slots.controls.add(control);
    slots.dependencies.add('fast-jwt');
    addEnvironment(slots);
    addDocs(slots);
    slots.services.add({
      name: 'signingKeys',
      type: 'SigningKeys',
      from: './crypto/signing-keys.ts',
      create: 'createSigningKeys({ env, clock })',
      imports: ['createSigningKeys', 'type SigningKeys'],
      order: 530,
    });
    slots.services.add({
      name: 'accessTokens',
      type: 'AccessTokens',
      from: './crypto/access-tokens.ts',
      create: 'createAccessTokens({ env, signingKeys })',
      imports: ['createAccessTokens', 'type AccessTokens'],
      order: 531,
    });
    slots.signInPurges.add({ import: 'purgeRefreshTokens', from: './expired-refresh-tokens.ts' });
    slots.securitySchemes.set('bearer', "{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }");
    slots.securityEvents.add({ code: 'TOKEN_EXPIRED', event: 'token_expired', order: 120 });
    slots.securityEvents.add({ code: 'TOKEN_REUSED', event: 'token_reused', order: 121 });
    slots.authenticators.add({
      import: 'createBearerAuthenticator',
      from: '../modules/tokens/index.ts',
      create: 'createBearerAuthenticator(platform)',
      order: 100,
    });
    slots.modules.add({ name: 'tokens', order: 120 });
    slots.scripts.set('keys:rotate', 'tsx src/commands/rotate-keys.ts');
  },
});
