import { describe, expect, it } from 'vitest';
import { ConflictError, UnavailableError, ValidationError } from '../../../../src/platform/errors.ts';
import { prefersProblem, renderFailure, toFailure } from '../../../../src/platform/http/failure.ts';
import { MethodNotAllowedError, PayloadTooLargeError } from '../../../../src/platform/http/transport-errors.ts';

const meta = { requestId: 'request-id', timestamp: '2030-01-01T00:00:00.000Z' };

describe('toFailure', () => {
  it('answers an expected failure with its status and entries', () => {
    const failure = toFailure(new ConflictError('Taken.', { field: 'name' }));
    expect(failure).toEqual({
      status: 409,
      headers: {},
      entries: [{ code: 'CONFLICT', message: 'Taken.', field: 'name' }],
    });
  });

  it('adds the headers that a status demands', () => {
    expect(toFailure(new UnavailableError(1.2)).headers).toEqual({ 'retry-after': '2' });
    expect(toFailure(new UnavailableError(0)).headers).toEqual({ 'retry-after': '1' });
    expect(toFailure(new PayloadTooLargeError()).headers).toEqual({ connection: 'close' });
    expect(toFailure(new MethodNotAllowedError(['GET', 'HEAD'])).headers).toEqual({ allow: 'GET, HEAD' });
  });

  it('says nothing of an unexpected error, whatever was thrown', () => {
    for (const thrown of [
      new Error('password=hunter2'),
      'password=hunter2',
      undefined,
      null,
      { password: 'hunter2' },
    ]) {
      const failure = toFailure(thrown);
      expect([failure.status, failure.entries[0]?.code]).toEqual([500, 'INTERNAL']);
      expect(JSON.stringify(failure)).not.toContain('hunter2');
    }
  });
});

describe('prefersProblem', () => {
  it.each([
    ['application/problem+json', true],
    ['Application/Problem+JSON; charset=utf-8', true],
    ['application/json;q=0.5, application/problem+json', true],
    ['application/json, application/problem+json', true],
    ['application/json, application/problem+json;q=0.9', false],
    ['application/problem+json;q=0', false],
    ['application/json', false],
    ['*/*', false],
    ['application/problem+json, */*', true],
    ['*/*, application/problem+json;q=0.1', false],
    ['application/*;q=0.8, application/problem+json;q=0.5', false],
    ['*/*;q=0.1, application/problem+json;q=0.5', true],
    ['*/*, application/json;q=0.2, application/problem+json;q=0.5', true],
    [undefined, false],
  ])('reads %s', (accept, expected) => {
    expect(prefersProblem(accept)).toBe(expected);
  });
});

describe('renderFailure', () => {
  const failure = toFailure(new ValidationError([{ field: 'name', message: 'Too short.' }]));
  const entries = [{ code: 'VALIDATION_FAILED', field: 'name', message: 'Too short.' }];

  it('writes the envelope', () => {
    const { contentType, body } = renderFailure(failure, meta, undefined);
    expect(contentType).toBe('application/json; charset=utf-8');
    expect(JSON.parse(body)).toEqual({ success: false, data: null, meta, errors: entries });
  });

  it('writes problem details for those who prefer them', () => {
    const { contentType, body } = renderFailure(failure, meta, 'application/problem+json');
    expect(contentType).toBe('application/problem+json; charset=utf-8');
    expect(JSON.parse(body)).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'Too short.',
      code: 'VALIDATION_FAILED',
      ...meta,
      errors: entries,
    });
  });
});
