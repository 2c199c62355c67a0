import { createHash, generateKeyPairSync } from 'node:crypto';

import { createSigner } from 'fast-jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { codesOf } from '../support/client.ts';
import { PUBLIC_URL, startAuthServer, type AuthServer } from './support/auth-server.ts';
import { newAddress, registerPerson } from './support/people.ts';
import { signIn, type SignedIn } from './support/sign-in.ts';

let server: AuthServer;
beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.close());

const me = (authorization: string) => server.request('GET', '/api/v1/users/me', { headers: { authorization } });
const refresh = (refreshToken: string) => server.post<SignedIn>('/api/v1/auth/refresh', { refreshToken });
const part = (token: string, index: number): Record<string, unknown> => {
  const value: unknown = JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
  return { ...Object(value) } as Record<string, unknown>;
};

describe('access tokens', () => {
  it('say whose they are and nothing of their rights', async () => {
    const signedIn = await signIn(server, await registerPerson(server));
    expect(signedIn).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    expect(part(signedIn.accessToken, 0)).toMatchObject({
      alg: 'EdDSA',
      typ: 'at+jwt',
      kid: expect.any(String) as string,
    });
    const claims = part(signedIn.accessToken, 1);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sid', 'sub']);
    expect(claims).toMatchObject({ iss: PUBLIC_URL, aud: 'api', sub: signedIn.user.id });
  });

  it('name the issuer and the audience of the configuration', async () => {
    const issuer = { iss: 'https://id.example.test', aud: 'shop' };
    const other = await startAuthServer({ JWT_ISSUER: issuer.iss, JWT_AUDIENCE: issuer.aud });
    try {
      const { accessToken } = await signIn(other, await registerPerson(other));
      expect(part(accessToken, 1)).toMatchObject(issuer);
      expect((await other.request('GET', '/api/v1/users/me', { token: accessToken })).status).toBe(200);
    } finally {
      await other.close();
    }
  });

  it('are verified by the published keys, which hold nothing private', async () => {
    const answer = await server.request('GET', '/.well-known/jwks.json');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const { keys } = JSON.parse(answer.text) as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const { accessToken } = await signIn(server, await registerPerson(server));
    expect(part(accessToken, 0)['kid']).toBe(keys[0]?.['kid']);
  });

  it('are refused when the header is malformed, with 401 and a challenge that says what is wrong with them', async () => {
    for (const header of ['Bearer', 'Bearer ', 'Bearer a b', 'Bearer \u00e9', 'bearer ...', 'Bearer a.b.c']) {
      const answer = await me(header);
      expect([header, answer.status]).toEqual([header, 401]);
      expect(answer.headers.get('www-authenticate')).toMatch(
        /^Bearer realm="api", error="invalid_token", error_description="[\w .-]+"$/,
      );
    }
  });

  it('are asked for, without a word of error, where none was sent or another thing is wrong', async () => {
    const { accessToken } = await signIn(server, await registerPerson(server));
    const answers = [
      await me('Basic eDp5'),
      await me('x'),
      await server.request('GET', '/api/v1/users/me'),
      await server.post('/api/v1/auth/login', { email: 'nobody@example.test', password: 'wrong' }),
      await server.post('/api/v1/auth/reauthenticate', { password: 'wrong' }, { token: accessToken }),
      await refresh('unknown'),
    ];
    const found = answers.map(({ status, headers }) => [status, headers.get('www-authenticate')]);
    expect(found).toEqual(answers.map(() => [401, 'Bearer realm="api"']));
  });

  it('are refused when they were forged', async () => {
    const { accessToken, user } = await signIn(server, await registerPerson(server));
    const [header = '', body = '', signature = ''] = accessToken.split('.');
    const claims = { ...part(accessToken, 1), sub: user.id };
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { privateKey } = generateKeyPairSync('ed25519');
    const stranger = createSigner({
      key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      algorithm: 'EdDSA',
      kid: String(part(accessToken, 0)['kid']),
      header: { alg: 'EdDSA', typ: 'at+jwt' },
    });
    const secret = createHash('sha256').update('x').digest('hex');
    const forged = {
      'no signature': `${header}.${body}.`,
      'algorithm none': `${encode({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
      'another algorithm': createSigner({ key: secret, algorithm: 'HS256' })(claims),
      'another key': stranger(claims),
      'another body': `${header}.${encode({ ...claims, sub: '01890000-0000-7000-8000-000000000000' })}.${signature}`,
    };
    for (const [name, token] of Object.entries(forged)) {
      expect([name, (await me(`Bearer ${token}`)).status]).toEqual([name, 401]);
    }
  });

  it('are good until the time they name, and not after it', async () => {
    const short = await startAuthServer({ JWT_ACCESS_TTL: '5' });
    try {
      const { accessToken } = await signIn(short, await registerPerson(short));
      const end = Number(part(accessToken, 1)['exp']) * 1000;
      const inTime = new Set<number>();
      const codes = async (): Promise<string[]> => {
        const answer = await short.request('GET', '/api/v1/users/me', { token: accessToken });
        if (Date.now() < end) inTime.add(answer.status);
        return codesOf(answer);
      };
      await expect.poll(codes).toEqual(['TOKEN_EXPIRED']);
      expect([...inTime]).toEqual([200]);
    } finally {
      await short.close();
    }
  });
});

describe('refresh tokens', () => {
  it('give a new pair, once', async () => {
    const first = await signIn(server, await registerPerson(server));
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect(second.body.data).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    expect((await me(`Bearer ${second.body.data.accessToken}`)).status).toBe(200);

    const reused = await refresh(first.refreshToken);
    expect([reused.status, codesOf(reused)]).toEqual([401, ['TOKEN_REUSED']]);
    expect((await me(`Bearer ${second.body.data.accessToken}`)).status).toBe(401);
    expect((await refresh(second.body.data.refreshToken)).status).toBe(401);
  });

  it.each([false, true])(
    'withdraw what a thief asked for, when used again (thief logged out: %s)',
    async (loggedOut) => {
      const owner = await signIn(server, await registerPerson(server));
      const thief = (await refresh(owner.refreshToken)).body.data;
      const email = newAddress();
      await server.post('/api/v1/auth/change-email', { email }, { token: thief.accessToken });
      const token = await server.mailbox.token(email, 'confirm-email-change');
      if (loggedOut) await server.post('/api/v1/auth/logout', { refreshToken: thief.refreshToken });
      expect(codesOf(await refresh(owner.refreshToken))).toEqual(['TOKEN_REUSED']);
      expect((await server.post('/api/v1/auth/change-email/confirm', { token })).status).toBe(400);
    },
  );

  it('give at most one pair to many uses at the same time', async () => {
    const { refreshToken } = await signIn(server, await registerPerson(server));
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(new Set(others.flatMap(codesOf))).toEqual(new Set(['TOKEN_REUSED']));
  });

  it('are opaque, and stored as a digest only', async () => {
    const { refreshToken } = await signIn(server, await registerPerson(server));
    const rows = await server.database.db.selectFrom('refresh_tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
    const digest = createHash('sha256').update(refreshToken).digest('base64url');
    expect(rows.some((row) => row.digest === digest)).toBe(true);
  });

  it('and access tokens are not taken for each other', async () => {
    const { accessToken, refreshToken } = await signIn(server, await registerPerson(server));
    expect((await me(`Bearer ${refreshToken}`)).status).toBe(401);
    expect((await refresh(accessToken)).status).toBe(401);
    for (const token of [accessToken, refreshToken]) {
      const answer = await server.post('/api/v1/auth/verify-email', { token });
      expect(codesOf(answer)).toEqual(['TOKEN_INVALID']);
    }
    expect((await refresh('unknown')).status).toBe(401);
  });

  it('end the sign-in at log-out, which never fails', async () => {
    const { accessToken, refreshToken } = await signIn(server, await registerPerson(server));
    const logOut = () => server.post('/api/v1/auth/logout', { refreshToken });
    expect((await logOut()).status).toBe(204);
    expect((await me(`Bearer ${accessToken}`)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await logOut()).status).toBe(204);
  });

  it('are taken although an old access token comes along', async () => {
    const { refreshToken } = await signIn(server, await registerPerson(server));
    const options = { headers: { authorization: 'Bearer stale' } };
    expect((await server.post('/api/v1/auth/refresh', { refreshToken }, options)).status).toBe(200);
  });
});
