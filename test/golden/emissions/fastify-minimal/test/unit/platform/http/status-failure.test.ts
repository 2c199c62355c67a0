import { STATUS_CODES } from 'node:http';
import { describe, expect, it } from 'vitest';
import { problem, toFailure } from '../../../../src/platform/http/failure.ts';
import { failureOfStatus, otherMethods } from '../../../../src/platform/http/status-failure.ts';

const meta = { requestId: 'request-id', timestamp: '2030-01-01T00:00:00.000Z' };
const failures = Object.keys(STATUS_CODES)
  .map(Number)
  .filter((status) => status >= 400);

describe('failureOfStatus', () => {
  it.each(failures)('keeps the status %d, with a code, and the error as its cause', (status) => {
    const error = new Error('password=hunter2');
    const failure = failureOfStatus(status, error);
    const answer = toFailure(failure);

    expect(answer.status).toBe(status);
    expect(answer.entries[0]?.code).toMatch(/^[A-Z][A-Z_]+[A-Z]$/);
    expect(JSON.stringify(problem(status, answer.entries, meta))).not.toContain('hunter2');
  });

  it('names what the application has no word for after the status', () => {
    const codes = [402, 410, 418, 431, 502, 505].map((status) => toFailure(failureOfStatus(status, new Error('x'))));
    expect(codes.map(({ entries }) => entries[0]?.code)).toEqual([
      'PAYMENT_REQUIRED',
      'GONE',
      'IM_A_TEAPOT',
      'REQUEST_HEADER_FIELDS_TOO_LARGE',
      'BAD_GATEWAY',
      'HTTP_VERSION_NOT_SUPPORTED',
    ]);
    expect(toFailure(failureOfStatus(499, new Error('x'))).entries[0]?.code).toBe('STATUS_499');
  });

  it('shows the message of a refusal that is meant for the client, and of no fault', () => {
    const messageOf = (error: Error): string | undefined => toFailure(error).entries[0]?.message;
    const exposed = Object.assign(new Error('Pay first.'), { expose: true });

    expect(messageOf(failureOfStatus(402, exposed))).toBe('Pay first.');
    expect(messageOf(failureOfStatus(402, new Error('x'), { message: 'Pay first.' }))).toBe('Pay first.');
    expect(messageOf(failureOfStatus(402, new Error('x')))).toBe('Payment Required');
    expect(messageOf(failureOfStatus(502, exposed))).toBe('Bad Gateway');
  });

  it('says with a 405 what else the path answers', () => {
    const methods = () => otherMethods(['GET', 'HEAD', 'PUT', 'DELETE'], 'PUT');
    expect(toFailure(failureOfStatus(405, new Error('x'), { methods }))).toEqual({
      status: 405,
      headers: { allow: 'GET, HEAD, DELETE' },
      entries: [{ code: 'METHOD_NOT_ALLOWED', message: 'This path answers GET, HEAD, DELETE only.' }],
    });
    for (const refused of ['GET', 'HEAD']) {
      expect(otherMethods(['GET', 'HEAD', 'PUT'], refused)).toEqual(['PUT']);
      const nothingElse = () => otherMethods(['GET', 'HEAD'], refused);
      expect(toFailure(failureOfStatus(405, new Error('x'), { methods: nothingElse })).headers).toEqual({ allow: '' });
    }
  });

  it.each([200, 302, 500, 600, Number.NaN])('leaves an error with the status %d as it is', (status) => {
    const error = new Error('x');
    expect(failureOfStatus(status, error)).toBe(error);
  });
});
