import { describe, expect, it } from 'vitest';
import { writeAccessLine, type EndedRequest } from '../../../src/platform/logging/access-line.ts';
import { createLogger } from '../../../src/platform/logging/logger.ts';

const answered: EndedRequest = {
  context: { requestId: 'request-1', traceId: '0af7651916cd43dd8448eb211c80319c' },
  method: 'GET',
  route: '/api/v1/things/:id',
  status: 200,
  milliseconds: 1.23,
  address: '192.0.2.1',
  operational: false,
  failure: undefined,
};

const lineOf = (request: Partial<EndedRequest>): unknown => {
  const lines: string[] = [];
  const logger = createLogger({ LOG_LEVEL: 'debug' }, { write: (line) => lines.push(line) });
  writeAccessLine(logger, { ...answered, ...request });
  return JSON.parse(lines.join(''));
};

describe('the line of a request', () => {
  it('tells what was asked and answered, and by the pattern of the route', () => {
    expect(lineOf({})).toMatchObject({
      level: 'info',
      requestId: 'request-1',
      route: '/api/v1/things/:id',
      status: 200,
    });
  });

  it('is for those who look for a fault when the request was for operators', () => {
    expect(lineOf({ operational: true })).toMatchObject({ level: 'debug' });
    expect(lineOf({ operational: true, status: 503, failure: null })).toMatchObject({ level: 'debug' });
  });

  it('is an error with its reason for a fault, also on a route for operators', () => {
    const fault = { status: 500, failure: new Error('The file is missing.') };
    for (const operational of [false, true]) {
      const expected = { level: 'error', err: { message: 'The file is missing.' } };
      expect(lineOf({ ...fault, operational })).toMatchObject(expected);
    }
  });

  it('says when the client did not wait for the answer', () => {
    expect(lineOf({ status: 499 })).toMatchObject({ level: 'info', status: 499, aborted: true });
    expect(lineOf({})).not.toHaveProperty('aborted');
  });
});
