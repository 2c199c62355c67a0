import { describe, expect, it } from 'vitest';
import { requestContext } from '../../../src/platform/context.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';

const capture = () => {
  const lines: string[] = [];
  const logger = createLogger({ LOG_LEVEL: 'debug' }, { write: (line) => void lines.push(line) });
  const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
  return { logger, lines, last };
};

describe('createLogger', () => {
  it('writes one JSON object a line, with level and time', () => {
    const { logger, lines, last } = capture();
    logger.info({ port: 3000 }, 'listening\nnot a second line');

    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(last()).toMatchObject({ level: 'info', msg: 'listening\nnot a second line', port: 3000 });
    expect(Date.parse(String(last()['time']))).toBeGreaterThan(0);
  });

  it('adds the ids of the request, and of no other', () => {
    const { logger, last } = capture();
    const context = { requestId: 'request-1', traceId: '0af7651916cd43dd8448eb211c80319c' };
    requestContext.run(context, () => {
      logger.info('inside');
    });
    expect(last()).toMatchObject({ requestId: 'request-1', traceId: context.traceId });

    logger.info('outside');
    expect(last()).not.toHaveProperty('requestId');
  });

  it('leaves out secrets and personal data at any depth', () => {
    const { logger, lines } = capture();
    logger.info({
      password: 'p4ss',
      body: { newPassword: 'p4ss', user: { email: 'p4ss@example.test', first_name: 'p4ss' } },
      headers: { authorization: 'Bearer p4ss', cookie: 'p4ss', 'x-api-key': 'p4ss', 'set-cookie': ['p4ss'] },
      list: [{ refreshToken: 'p4ss' }],
      mfaSecret: { base32: 'p4ss' },
      to: 'p4ss',
      a: { b: { c: { d: { e: { f: { g: { password: 'p4ss' } } } } } } },
    });

    expect(lines.join()).not.toContain('p4ss');
    expect(lines.join()).toContain('[redacted]');
  });

  it.each([
    ...['passwd', 'secret', 'access_token', 'Proxy-Authorization', 'set-cookie', 'apiKey', 'credentials', 'privateKey'],
    ...['otp', 'recoveryCodes', 'x-csrf', 'mail', 'emailAddress', 'firstName', 'last_name', 'fullName'],
    ...['phone', 'phoneNumber', 'recipient', 'to'],
  ])('leaves out the value of %s', (name) => {
    const { logger, last } = capture();
    logger.info({ [name]: 'p4ss' });

    expect(last()[name]).toBe('[redacted]');
  });

  it('keeps what is not secret', () => {
    const { logger, last } = capture();
    logger.info({ route: '/api/v1/tokens', emailVerified: true, users: 3, at: new Date(0) });

    expect(last()).toMatchObject({
      route: '/api/v1/tokens',
      emailVerified: true,
      users: 3,
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('leaves the logged object as it was', () => {
    const { logger } = capture();
    const body = { password: 'p4ss' };
    logger.info({ body });

    expect(body.password).toBe('p4ss');
  });

  it('survives an object that contains itself, and an error that is its own cause', () => {
    const { logger, lines } = capture();
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const err = new Error('loop');
    err.cause = err;
    err.stack = 'short';
    logger.info({ loop, err }, 'loop');

    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(1000);
  });

  it('says what an error is and where it is from, and nothing that hangs on it', () => {
    const { logger, last } = capture();
    const cause = Object.assign(new Error('connect ECONNREFUSED postgres://app:p4ss@db:5432/app'), {
      code: 'ECONNREFUSED',
      config: { password: 'p4ss' },
    });
    logger.error({ err: new TypeError('no answer', { cause }) }, 'failed');

    expect(JSON.stringify(last())).not.toContain('p4ss');
    expect(last()).toMatchObject({
      err: {
        type: 'TypeError',
        message: 'no answer',
        cause: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED postgres://[redacted]@db:5432/app' },
      },
    });
    expect(last()).toHaveProperty('err.stack', expect.stringContaining('logger.test.ts'));
  });

  it('leaves mail addresses and passwords out of messages', () => {
    const { logger, lines, last } = capture();
    logger.error({ err: new Error('550 no mailbox <ada@mail.example.test> here') });

    expect(lines.join()).not.toContain('ada@');
    expect(lines.join()).toContain('550 no mailbox <[redacted]> here');

    logger.error(new Error('cannot reach redis://app:p4ss@cache'));
    expect(lines.join()).not.toContain('p4ss');
    expect(last()).toMatchObject({ msg: 'cannot reach redis://[redacted]@cache', err: { type: 'Error' } });
  });

  it('cuts what somebody sent, however long it is', () => {
    const { logger, last } = capture();
    logger.error({ err: new Error(`no route for /${'a.'.repeat(100_000)}`) });

    expect(last()).toHaveProperty('err.message', `no route for /${'a.'.repeat(100_000)}`.slice(0, 4000));
    expect(JSON.stringify(last()).length).toBeLessThan(20_000);
  });

  it('does not print the values of something thrown that is no error', () => {
    const { logger, last } = capture();
    logger.error({ err: { secret: 'p4ss' } });

    expect(JSON.stringify(last())).not.toContain('p4ss');
  });
});
