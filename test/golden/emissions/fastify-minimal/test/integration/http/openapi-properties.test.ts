import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Api } from './support/api.ts';
import { endpoints, type Endpoint } from './support/document.ts';
import { invalidRequests, validRequests, type ApiRequest } from './support/requests.ts';

const RUNS = 20;

let api: Api;
const idsByPath = new Map<string, readonly string[]>();

const send = async (
  { method }: Endpoint,
  { url, headers, body }: ApiRequest,
): Promise<{ status: number; text: string }> => {
  const response = await fetch(api.url + url, {
    method,
    headers: { ...api.headers, ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
};

/** Ids of rows that a path with `{id}` can name: those that the collection above it lists. */
const idsFor = ({ path }: Endpoint): readonly string[] => idsByPath.get(path.replace(/\/\{id\}.*$/, '')) ?? [];

/** Whether some of the requests must find something: a collection, or an item of one with rows. */
const isReadable = (endpoint: Endpoint): boolean =>
  endpoint.method === 'GET' && (!endpoint.path.includes('{') || idsFor(endpoint).length > 0);

const collectIds = async ({ path }: Endpoint): Promise<void> => {
  const response = await fetch(`${api.url}${path}?limit=5`, { headers: api.headers });
  const text = await response.text();
  const ids = [...text.matchAll(/\{"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
  idsByPath.set(path, ids);
};

beforeAll(async () => {
  api = await startApi();
  const collections = endpoints.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  for (const endpoint of collections) await collectIds(endpoint);
});

afterAll(async () => {
  await api.close();
});

describe.each(endpoints)('$operationId', (endpoint) => {
  const documented = Object.keys(endpoint.responses).map(Number);
  const message = ({ status, text }: { status: number; text: string }): string => `${status}: ${text.slice(0, 300)}`;

  it('answers what the document allows as it documents', async () => {
    let successes = 0;
    await fc.assert(
      fc.asyncProperty(validRequests(endpoint, idsFor(endpoint)), async (request) => {
        const answer = await send(endpoint, request);
        expect(documented, message(answer)).toContain(answer.status);
        expect(answer.status, message(answer)).toBeLessThan(500);
        if (answer.status < 300) successes += 1;
      }),
      { numRuns: RUNS },
    );
    if (isReadable(endpoint)) expect(successes).toBeGreaterThan(0);
  });

  it('refuses what the document does not allow, as it documents', async () => {
    await fc.assert(
      fc.asyncProperty(invalidRequests(endpoint), async (request) => {
        const answer = await send(endpoint, request);
        expect(documented, message(answer)).toContain(answer.status);
        expect(Math.floor(answer.status / 100), message(answer)).toBe(4);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the document', () => {
  it('describes at least one operation, each with a success and the failures that all have', () => {
    expect(endpoints.length).toBeGreaterThan(0);
    for (const { operationId, responses } of endpoints) {
      const statuses = Object.keys(responses);
      expect([operationId, statuses.some((status) => status.startsWith('2'))]).toEqual([operationId, true]);
      expect(statuses).toEqual(expect.arrayContaining(['400', '422', '500', '503']));
    }
  });
});
