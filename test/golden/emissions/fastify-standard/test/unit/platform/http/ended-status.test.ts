import { describe, expect, it } from 'vitest';
import { endedStatus } from '../../../../src/platform/http/ended-status.ts';

describe('endedStatus', () => {
  it.each([
    ['a whole answer', { headersSent: true, statusCode: 201, writableFinished: true }, 201],
    ['no answer', { headersSent: false, statusCode: 200, writableFinished: false }, 499],
    ['an answer that was not read to its end', { headersSent: true, statusCode: 201, writableFinished: false }, 499],
    ['an answer that failed half-way', { headersSent: true, statusCode: 500, writableFinished: false }, 500],
    ['a fault nobody waited for', { headersSent: false, statusCode: 500, writableFinished: false }, 499],
  ])('of %s', (_name, response, status) => {
    expect(endedStatus(response)).toBe(status);
  });
});
