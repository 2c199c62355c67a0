import { beforeAll, describe, expect, it } from 'vitest';
import type { Repository } from '../../repository/repository.ts';
import { broken, replaced, skipped, type Break } from '../../testing/broken.ts';
import { shop } from '../../testing/shop.ts';
import { smallServer } from '../../testing/small-server.ts';
import { verdictOf } from '../../testing/verdicts-of.ts';

let emitted: Repository;

beforeAll(async () => {
  emitted = await shop();
});

const auth = 'src/modules/auth';
const withoutPlugin = (name: string): Readonly<Record<string, Break>> => ({
  'src/app/app.ts': replaced(`await app.register(${name}, options);`, `// await app.register(${name}, options);`),
});
const hasher = 'src/platform/crypto/password-hasher.ts';
const tokens = 'src/platform/crypto/access-tokens.ts';

const breaks: readonly (readonly [string, string, Readonly<Record<string, Break>>])[] = [
  [
    'AUTH-01',
    'no list of common passwords',
    { 'src/modules/users/domain/password-policy.ts': replaced(/isCommonPassword\(\w+\)/, 'false') },
  ],
  [
    'AUTH-01',
    'no route to confirm an address',
    { [`${auth}/http/account-operations.ts`]: replaced(/verify-email|resend-verification|\/confirm/, 'other') },
  ],
  ['AUTH-02', 'no work for unknown accounts', { [hasher]: replaced(/dummy(?:Hash)?/, 'unused') }],
  ['AUTH-02', 'no test of the time', { 'test/e2e/auth/log-in.test.ts': skipped }],
  ['AUTH-03', 'too little memory', { [hasher]: replaced('19_456', '1_024') }],
  ['AUTH-03', 'another hash', { [hasher]: replaced('@node-rs/argon2', 'bcrypt') }],
  ['AUTH-04', 'any algorithm', { [tokens]: replaced("algorithms: ['EdDSA'],", '') }],
  ['AUTH-04', 'any audience', { [tokens]: replaced(/allowedAud: audience,|audience: env\.\w+,/, '') }],
  ['AUTH-04', 'keys that nobody publishes', withoutPlugin('jwks')],
  [
    'AUTH-05',
    'reuse that nobody minds',
    {
      'src/modules/tokens/application/token-service.ts': replaced(
        'new TokenReusedError()',
        'new UnauthenticatedError()',
      ),
    },
  ],
  [
    'AUTH-05',
    'no test',
    {
      'test/e2e/auth/tokens.test.ts': skipped,
      'test/e2e/auth/processes.test.ts': skipped,
      'test/integration/tokens/refresh-tokens.test.ts': skipped,
    },
  ],
  ['AUTH-11', 'no route to reset', { [`${auth}/http/account-operations.ts`]: replaced('reset-password', 'other') }],
  ['AUTH-11', 'no test', { 'test/e2e/auth/passwords.test.ts': skipped }],
  ['AUTH-12', 'no guard', withoutPlugin('authorization')],
  [
    'AUTH-12',
    'a route that says nothing',
    { 'src/modules/products/http/products-operations.ts': replaced('  access: publicAccess,\n', '') },
  ],
  ['AUTH-12', 'no test', { 'test/e2e/auth/access.test.ts': skipped }],
  [
    'AUTH-13',
    'no owner',
    Object.fromEntries(
      ['orders/http/routes.ts', 'orders/application/order-service.ts'].map((path) => [
        `src/modules/${path}`,
        replaced(/ownerScope\(|isInScope\(/, 'anything('),
      ]),
    ),
  ],
  [
    'AUTH-14',
    'no count',
    { [`${auth}/application/credential-service.ts`]: replaced(/attempts\.consume/, 'attempts.ignore') },
  ],
  [
    'AUTH-15',
    'no record of log-ins',
    Object.fromEntries(
      ['credential-service', 'session-service'].map((name) => [
        `${auth}/application/${name}.ts`,
        replaced(/'auth\.login'/, "'something'"),
      ]),
    ),
  ],
  [
    'AUTH-15',
    'no test',
    {
      'test/e2e/auth/audit.test.ts': skipped,
      'test/e2e/auth/audit-events.test.ts': skipped,
      'test/integration/audit-log.test.ts': skipped,
    },
  ],
];

const met = ['01', '02', '03', '04', '05', '11', '12', '13', '14', '15'].map((number) => `AUTH-${number}`);

describe('an emitted repository', () => {
  it.each(met)('meets %s', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'met' });
  });

  it.each(breaks)('does not meet %s with %s', async (id, _how, change) => {
    expect(await verdictOf(broken(emitted, change), id)).toMatchObject({ status: 'unmet' });
  });

  it.each(['AUTH-06', 'AUTH-09', 'AUTH-16'])('has not chosen %s', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'not-applicable' });
  });

  it.each(['AUTH-07', 'AUTH-08', 'AUTH-10'])('does not meet %s', async (id) => {
    expect(await verdictOf(emitted, id)).toMatchObject({ status: 'unmet' });
  });
});

describe('an emitted repository without sign-in', () => {
  it.each([...met, 'AUTH-07', 'AUTH-08', 'AUTH-10'])('has nothing to do with %s', async (id) => {
    expect(await verdictOf(await shop({ auth: [] }), id)).toMatchObject({ status: 'not-applicable' });
  });
});

const test = (title: string, body: string): string => `import { it, expect } from 'vitest';
it('${title}', async () => { ${body} expect(answer.status).toBe(401); });
`;

/** Repositories that meet what ours do not have yet, and how each of them is broken. */
const others: readonly (readonly [string, Readonly<Record<string, string>>, string, Break])[] = [
  [
    'AUTH-06',
    {
      'src/main.js': `import express from 'express';
import session from 'express-session';
import { csrf } from './csrf.js';
import { logIn } from './session-log-in.js';
express().use(session({ rolling: true, cookie: { httpOnly: true, secure: true, sameSite: 'lax', maxAge: 1800000 } })).use(csrf).post('/login', logIn).listen(1);
`,
      'src/csrf.js':
        "export const csrf = (req, res, next) => (req.get('sec-fetch-site') === 'cross-site' ? res.sendStatus(403) : next());\n",
      'src/session-log-in.js':
        'export const logIn = (req, res) => req.session.regenerate(() => res.sendStatus(204));\n',
      'test/cookie.test.js': test(
        'the session cookie is kept from scripts',
        "const answer = await read('HttpOnly', 'SameSite');",
      ),
      'test/csrf.test.js': test('a change of another site is refused', 'const answer = await post();'),
    },
    'src/main.js',
    replaced('.use(csrf)', ''),
  ],
  [
    'AUTH-07',
    {
      'src/main.js': "import './oauth.js';\n",
      'src/oauth.js': `import * as client from 'openid-client';
export const callback = async (request, expectedState, nonce, codeVerifier) => {
  const answer = await client.authorizationCodeGrant(config, request.url, { pkceCodeVerifier: codeVerifier, expectedState, expectedNonce: nonce });
  if (answer.claims().email_verified !== true) throw new Error('The address is not verified.');
};
register(callback);
`,
      'test/oauth.test.js': test('the provider signs somebody in', "const answer = await open({ state: 'x' });"),
    },
    'src/oauth.js',
    replaced(/nonce/i, 'other'),
  ],
  [
    'AUTH-08',
    {
      'src/main.js': "import './api-keys.js';\n",
      'src/api-keys.js': `import { createHash } from 'node:crypto';
const digest = (key) => createHash('sha256').update(key).digest('hex');
export const guard = (request) => {
  const key = find(digest(request.headers['x-api-key']));
  if (key.expiresAt < now() || key.revokedAt || !key.scopes.includes('read')) throw new Error('refused');
  key.lastUsedAt = now();
};
register(guard);
`,
      'test/api-keys.test.js': test('api keys that were revoked are refused', 'const answer = await call(revoked);'),
    },
    'src/api-keys.js',
    replaced('key.expiresAt < now() || ', ''),
  ],
  [
    'AUTH-09',
    {
      'src/main.js': `import { createServer } from 'node:https';
createServer({ requestCert: true, rejectUnauthorized: true }, (req) => req.socket.getPeerCertificate().subject).listen(1);
`,
      'test/mtls.test.js': test(
        'a certificate of another authority is refused',
        'const answer = await call({ cert });',
      ),
    },
    'src/main.js',
    replaced('rejectUnauthorized: true', ''),
  ],
  [
    'AUTH-10',
    {
      'src/main.js': `import express from 'express';
import { setUp } from './mfa.js';
express().post('/mfa', setUp).listen(1);
`,
      'src/mfa.js': `import { authenticator } from 'otplib';
export const setUp = (account, code) => {
  if (account.lastUsedStep === step() || !authenticator.check(code, account.secret)) throw new Error('refused');
  return { recoveryCodes: make(10) };
};
`,
      'test/mfa.test.js': test('a totp code is not taken twice', 'const answer = await send(code);'),
    },
    'src/mfa.js',
    replaced('account.lastUsedStep === step() || ', ''),
  ],
  [
    'AUTH-16',
    {
      'src/main.js': "import './request-signing.js';\n",
      'src/request-signing.js': `import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
export const check = ({ method, path, body, timestamp, signature, nonce }) => {
  const bodyDigest = createHash('sha256').update(body).digest('hex');
  const expected = createHmac('sha256', key).update([method, path, bodyDigest, timestamp].join()).digest();
  if (!timingSafeEqual(expected, signature) || seen(nonce)) throw new Error('refused');
};
register(check);
`,
      'test/signing.test.js': test('a signed request is not taken again', 'const answer = await replay();'),
    },
    'src/request-signing.js',
    replaced('timingSafeEqual(expected, signature)', 'expected.equals(signature)'),
  ],
];

describe('a repository of somebody else', () => {
  it.each(others)('meets %s, until it is broken', async (id, files, path, change) => {
    const repository = smallServer(files);
    expect(await verdictOf(repository, id)).toMatchObject({ status: 'met' });
    expect((await verdictOf(broken(repository, { [path]: change }), id)).status).not.toBe('met');
  });

  it('does not meet AUTH-03 with bcrypt', async () => {
    const repository = smallServer({ 'src/main.js': "import bcrypt from 'bcrypt';\nbcrypt.hash(password, 10);\n" });
    expect(await verdictOf(repository, 'AUTH-03')).toMatchObject({
      status: 'unmet',
      places: [{ path: 'src/main.js', line: 2 }],
    });
  });

  it('may sign people in elsewhere', async () => {
    const repository = smallServer({ 'src/main.js': "import express from 'express';\nexpress().listen(1);\n" });
    expect(await verdictOf(repository, 'AUTH-02')).toMatchObject({ status: 'unknown' });
  });
});
