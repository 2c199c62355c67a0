import { describe, expect, it } from 'vitest';
import { translateFrameworkError } from '../../../../src/app/http/framework-failures.ts';
import { ConflictError } from '../../../../src/platform/errors.ts';

const refusal = (status: number, type?: string): Error =>
  Object.assign(new Error('refused'), { status, ...(type !== undefined && { type }) });

describe('translateFrameworkError', () => {
  it.each([
    [refusal(400, 'entity.parse.failed'), 'MALFORMED_REQUEST'],
    [refusal(400, 'request.aborted'), 'MALFORMED_REQUEST'],
    [refusal(400, 'request.size.invalid'), 'MALFORMED_REQUEST'],
    [Object.assign(new URIError('%zz'), { status: 400 }), 'MALFORMED_REQUEST'],
    [refusal(413, 'entity.too.large'), 'PAYLOAD_TOO_LARGE'],
    [refusal(415, 'charset.unsupported'), 'UNSUPPORTED_MEDIA_TYPE'],
    [refusal(415, 'encoding.unsupported'), 'UNSUPPORTED_MEDIA_TYPE'],
    [refusal(404), 'MALFORMED_REQUEST'],
  ])('says %o in our words', (error, code) => {
    expect(translateFrameworkError(error)).toMatchObject({ code, cause: error });
  });

  it('leaves our own errors, and faults, as they are', () => {
    const others = [new ConflictError('Taken.'), new TypeError('x is undefined'), refusal(500), refusal(200), 'text'];
    for (const error of others) expect(translateFrameworkError(error)).toBe(error);
  });
});
