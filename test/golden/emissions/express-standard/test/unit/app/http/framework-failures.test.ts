import { describe, expect, it } from 'vitest';
import { translateFrameworkError } from '../../../../src/app/http/framework-failures.ts';
import { ConflictError } from '../../../../src/platform/errors.ts';

const request = { method: 'PUT', pathMethods: ['GET', 'HEAD', 'PUT'] };
const refusal = (status: number): Error => Object.assign(new Error('refused'), { status });

describe('translateFrameworkError', () => {
  it.each([
    [refusal(400), 'MALFORMED_REQUEST'],
    [refusal(404), 'NOT_FOUND'],
    [refusal(405), 'METHOD_NOT_ALLOWED'],
    [refusal(402), 'PAYMENT_REQUIRED'],
    [refusal(502), 'BAD_GATEWAY'],
    [Object.assign(new Error('refused'), { statusCode: 413 }), 'PAYLOAD_TOO_LARGE'],
  ])('says %o in our words', (error, code) => {
    expect(translateFrameworkError(error, request)).toMatchObject({ code, cause: error });
  });

  it('leaves our own errors, and faults, as they are', () => {
    const others = [new ConflictError('Taken.'), new TypeError('x is undefined'), refusal(500), refusal(200), 'text'];
    for (const error of others) expect(translateFrameworkError(error, request)).toBe(error);
  });

  it('names with a 405 what else the path answers', () => {
    expect(translateFrameworkError(refusal(405), request)).toMatchObject({ allowed: ['GET', 'HEAD'] });
    expect(translateFrameworkError(refusal(405), { method: 'GET' })).toMatchObject({ allowed: [] });
  });
});
