import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Api } from './support/api.ts';
import { endpoints, type Endpoint } from './support/document.ts';
import { validRequests } from './support/requests.ts';

const KEY = 'Idempotency-Key';
const SAMPLES = 40;
/** Of some resources, few made-up bodies keep all rules. */
const ROUNDS = 10;

const keyOf = ({ parameters = [] }: Endpoint) => parameters.find(({ name }) => name === KEY);
const idempotent = endpoints.filter((endpoint) => keyOf(endpoint) && !endpoint.path.includes('{'));

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const send = async (path: string, body: unknown, key?: string, caller = api.headers): Promise<Answer> => {
  const response = await fetch(api.url + path, {
    method: 'POST',
    headers: { ...caller, 'content-type': 'application/json', ...(key !== undefined && { [KEY]: key }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const isReplay = ({ headers }: Answer): boolean => headers.get('idempotency-replayed') === 'true';

interface Accepted {
  readonly path: string;
  readonly body: unknown;
  readonly answers: readonly Answer[];
}

/** Ids of rows that the collection of this name lists: for `productId`, that of `/api/v1/products`. */
const idsFor = async (member: string): Promise<readonly string[]> => {
  const beginning = member.slice(0, -'Id'.length).slice(0, 4);
  const collection = endpoints.find(({ method, path }) => method === 'GET' && path.startsWith(`/api/v1/${beginning}`));
  if (!collection) return [];
  const response = await fetch(`${api.url}${collection.path}?limit=50`, { headers: api.headers });
  return [...(await response.text()).matchAll(/\{"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
};

const oneOf = (ids: readonly string[]): string | undefined => ids[randomInt(Math.max(1, ids.length))];

/** The body with references to rows that exist, where it refers to others. */
const withReferences = async (value: unknown, name = ''): Promise<unknown> => {
  if (Array.isArray(value)) return Promise.all(value.slice(0, 1).map((item) => withReferences(item, name)));
  if (typeof value === 'string' && name.endsWith('Id')) return oneOf(await idsFor(name)) ?? value;
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(async ([key, member]) => [key, await withReferences(member, key)] as const);
  return Object.fromEntries(await Promise.all(members));
};

/** Sends what the document allows, `times` at once under one key, until the rules of the domain accept it. */
const untilAccepted = async (key: string, times = 1): Promise<Accepted> => {
  for (const endpoint of idempotent) {
    for (const sample of fc.sample(validRequests(endpoint, []), SAMPLES)) {
      const body = await withReferences(sample.body);
      const answers = await Promise.all(Array.from({ length: times }, () => send(endpoint.path, body, key)));
      if (answers.some(({ status }) => status === 201)) return { path: endpoint.path, body, answers };
    }
  }
  throw new Error('No route accepts a made-up body.');
};

describe('a repeated request', () => {
  it('gets the first answer', async () => {
    const key = randomUUID();
    // The refusals before it had the same key: they did not use it up.
    const accepted = await untilAccepted(key);
    const [first] = accepted.answers;
    if (!first) throw new Error('There is no answer.');
    expect(isReplay(first)).toBe(false);
    const repeated = await send(accepted.path, accepted.body, key);
    expect(isReplay(repeated)).toBe(true);
    expect({ status: repeated.status, text: repeated.text }).toEqual({ status: first.status, text: first.text });
    for (const name of ['content-type', 'location', 'etag']) {
      expect(repeated.headers.get(name)).toBe(first.headers.get(name));
    }
    expect(repeated.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  });

  it('is another request when somebody else sends it, also from the same address', async () => {
    const key = randomUUID();
    const { path, body } = await untilAccepted(key);
    const answer = await send(path, body, key, await api.colleague());
    // What may exist once only is there already.
    expect([201, 409]).toContain(answer.status);
    expect(isReplay(answer)).toBe(false);
    expect(answer.text).not.toContain('IDEMPOTENCY');
  });

  it('is another request on another route', async () => {
    const key = randomUUID();
    const { path } = await untilAccepted(key);
    for (const other of idempotent.filter((endpoint) => endpoint.path !== path)) {
      for (const { body } of fc.sample(validRequests(other, []), SAMPLES)) {
        const answer = await send(other.path, await withReferences(body), key);
        expect(answer.text).not.toContain('IDEMPOTENCY_KEY_REUSED');
        // From here on, the key is used up on this route, too.
        if (answer.status === 201) break;
      }
    }
  });

  it('is refused when it asks for something else', async () => {
    const key = randomUUID();
    const accepted = await untilAccepted(key);
    const endpoint = idempotent.find(({ path }) => path === accepted.path);
    if (!endpoint) throw new Error('The route is gone.');
    const others = fc
      .sample(validRequests(endpoint, []), SAMPLES)
      .map(({ body }) => body)
      .filter((body) => JSON.stringify(body) !== JSON.stringify(accepted.body));
    const answers = await Promise.all(others.map((body) => send(accepted.path, body, key)));
    expect(answers.every(({ status }) => status === 422)).toBe(true);
    expect(answers.some(({ text }) => text.includes('IDEMPOTENCY_KEY_REUSED'))).toBe(true);
    // The query counts as well, also one without a parameter.
    const { text } = await send(`${accepted.path}?&`, accepted.body, key);
    expect(text).toContain('IDEMPOTENCY_KEY_REUSED');
  });

  it('is done once, however many come at the same time', async () => {
    const accepted = await untilAccepted(randomUUID(), 20);
    const { answers } = accepted;
    expect(answers.filter((answer) => answer.status === 201 && !isReplay(answer))).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('IDEMPOTENCY_IN_PROGRESS')]);
    }
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text)).size).toBe(1);
  });
});

/** What is said about the header to bodies that are valid; others are refused before it is looked at. */
const refusals = async (endpoint: Endpoint, key: string | undefined): Promise<Answer[]> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = fc.sample(validRequests(endpoint, []), SAMPLES).map(({ body }) => body);
    const answers = await Promise.all(bodies.map((body) => send(endpoint.path, body, key)));
    const refused = answers.filter(({ status }) => status === 400);
    if (refused.length > 0) return refused;
  }
  return [];
};

describe.each(idempotent)('the header on $path', (endpoint) => {
  it.each(['', 'has blanks', 'x'.repeat(256), '\u00fc'])('is refused as %j', async (key) => {
    const answers = await refusals(endpoint, key);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.every(({ text }) => text.includes('MALFORMED_REQUEST'))).toBe(true);
  });
});

it.each(idempotent.filter((endpoint) => keyOf(endpoint)?.required === true))(
  'the header is required on $path',
  async (endpoint) => {
    const answers = await refusals(endpoint, undefined);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.every(({ text }) => text.includes('IDEMPOTENCY_KEY_REQUIRED'))).toBe(true);
  },
);
