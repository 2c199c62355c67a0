import { errorCodes } from 'fastify';
import { describe, expect, it } from 'vitest';
import { translateFrameworkError } from '../../../../src/app/http/framework-failures.ts';
import { ConflictError } from '../../../../src/platform/errors.ts';

const refusal = (statusCode: number): Error => Object.assign(new Error('refused'), { statusCode });

describe('translateFrameworkError', () => {
  it.each([
    [new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH(), 'MALFORMED_REQUEST'],
    [new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE(), 'PAYLOAD_TOO_LARGE'],
    [new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('text/plain'), 'UNSUPPORTED_MEDIA_TYPE'],
    [new errorCodes.FST_ERR_HANDLER_TIMEOUT(1000, '/'), 'SERVICE_UNAVAILABLE'],
    [refusal(402), 'PAYMENT_REQUIRED'],
    [refusal(502), 'BAD_GATEWAY'],
  ])('says %s in our words', (error, code) => {
    expect(translateFrameworkError(error)).toMatchObject({ code, cause: error });
  });

  it('leaves our own errors, and faults, as they are', () => {
    const others = [
      new ConflictError('Taken.'),
      new TypeError('x is undefined'),
      new errorCodes.FST_ERR_REP_ALREADY_SENT('/', 'GET'),
      refusal(500),
      refusal(200),
      'text',
    ];
    for (const error of others) expect(translateFrameworkError(error)).toBe(error);
  });
});
