import { errorCodes, fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { translateFrameworkError } from '../../../../src/app/http/framework-failures.ts';
import { ConflictError } from '../../../../src/platform/errors.ts';

const server = fastify();
server.get('/thing', () => ({}));
server.put('/thing', () => ({}));
const request = { server, method: 'PUT', url: '/thing?x=1' };
const refusal = (statusCode: number): Error => Object.assign(new Error('refused'), { statusCode });

describe('translateFrameworkError', () => {
  it.each([
    [new errorCodes.FST_ERR_CTP_INVALID_CONTENT_LENGTH(), 'MALFORMED_REQUEST'],
    [new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE(), 'PAYLOAD_TOO_LARGE'],
    [new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('text/plain'), 'UNSUPPORTED_MEDIA_TYPE'],
    [new errorCodes.FST_ERR_HANDLER_TIMEOUT(1000, '/'), 'SERVICE_UNAVAILABLE'],
    [refusal(402), 'PAYMENT_REQUIRED'],
    [refusal(405), 'METHOD_NOT_ALLOWED'],
    [refusal(502), 'BAD_GATEWAY'],
  ])('says %s in our words', (error, code) => {
    expect(translateFrameworkError(error, request)).toMatchObject({ code, cause: error });
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
    for (const error of others) expect(translateFrameworkError(error, request)).toBe(error);
  });

  it('names with a 405 what else the path answers', () => {
    expect(translateFrameworkError(refusal(405), request)).toMatchObject({ allowed: ['GET', 'HEAD'] });
    expect(translateFrameworkError(refusal(405), { ...request, method: 'HEAD' })).toMatchObject({ allowed: ['PUT'] });
  });
});
