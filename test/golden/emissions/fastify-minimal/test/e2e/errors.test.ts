import { beforeAll, describe, expect, inject, it } from 'vitest';
import { codesOf, request } from './support/client.ts';
import { publicBodyRoute, publicCollection } from './support/probe.ts';
import { open, readAll, sendRaw } from './support/raw-http.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
/** The default of BODY_LIMIT. */
const LIMIT = 102_400;
const bodyRoute = await publicBodyRoute();

describe('what the URL can get wrong', () => {
  let collection: string;

  beforeAll(async () => {
    collection = await publicCollection();
  });

  it('answers 404 to an unknown path, an unknown id and what is no id', async () => {
    const paths = ['/', '/api', '/api/v2/things', `${collection}/0197a5de-0000-7000-8000-000000000000`];
    for (const path of [...paths, `${collection}/17`, `${collection}/${'x'.repeat(500)}`, `${collection}/`]) {
      const answer = await request('GET', path);
      expect([path, answer.status, codesOf(answer)]).toEqual([path, 404, ['NOT_FOUND']]);
      expect(answer.headers.has('www-authenticate')).toBe(false);
    }
  });

  it('knows no path with a slash behind it, by whatever method', async () => {
    for (const method of ['HEAD', 'POST', 'PATCH', 'OPTIONS']) {
      expect([method, (await request(method, `${collection}/`)).status]).toEqual([method, 404]);
    }
  });

  it('takes the type of a body that it does not expect for nothing', async () => {
    const types = [{ 'content-encoding': 'gzip' }, { 'content-type': 'application/json; charset=latin1' }];
    for (const headers of types) {
      for (const path of [collection, '/health/live']) {
        expect([path, (await request('GET', path, { headers })).status]).toEqual([path, 200]);
        expect([path, (await request('HEAD', path, { headers })).status]).toEqual([path, 200]);
        expect([path, (await request('OPTIONS', path, { headers })).status]).toEqual([path, 405]);
      }
    }
  });

  it('answers 405 with the methods that the path has', async () => {
    const answer = await request('DELETE', collection);
    expect([answer.status, codesOf(answer)]).toEqual([405, ['METHOD_NOT_ALLOWED']]);
    const allowed = answer.headers.get('allow')?.split(', ') ?? [];
    expect(allowed).toEqual(expect.arrayContaining(['GET', 'HEAD']));
    expect(allowed).not.toContain('DELETE');
  });

  it('answers 400 to a path that is not encoded correctly, in the envelope', async () => {
    const { status, head, body } = await sendRaw(
      inject('baseUrl'),
      `GET ${collection}/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(status).toBe(400);
    expect(head.toLowerCase()).toContain('x-request-id: ');
    expect(JSON.parse(body)).toMatchObject({ success: false, errors: [{ code: 'MALFORMED_REQUEST' }] });
  });

  it('refuses parameters it does not know, that repeat, or that are spelt in another way', async () => {
    const queries = [
      'nope=1',
      'limit=1&limit=2',
      'limit=0',
      'limit=101',
      'limit=',
      'limit=0x10',
      'limit=1e1',
      'limit=2.5',
    ];
    for (const query of [...queries, 'sort=nope', 'include=everything', '__proto__=1', 'constructor=1']) {
      const answer = await request('GET', `${collection}?${query}`);
      const [field] = query.split('=');
      expect([query, answer.status, answer.body.errors[0]?.code]).toEqual([query, 422, 'VALIDATION_FAILED']);
      expect(answer.body.errors[0]?.field).toBe(field);
    }
  });

  it('has one entry for each offending parameter, also for one that comes after a thousand', async () => {
    const { body } = await request('GET', `${collection}?limit=0&nope=1${'&'.repeat(1000)}other=2`);
    expect(body.errors.map(({ field }) => field).sort()).toEqual(['limit', 'nope', 'other']);
  });

  it('refuses parameters on routes that take none', async () => {
    const { status, body } = await request('GET', `${collection}/0197a5de-0000-7000-8000-000000000000?nope=1`);
    expect([status, body.errors[0]?.field]).toEqual([422, 'nope']);
  });

  it('refuses a cursor it did not give out', async () => {
    for (const cursor of ['', 'x', 'bm90IGEgY3Vyc29y', '%00', 'x'.repeat(7000)]) {
      const answer = await request('GET', `${collection}?cursor=${cursor}`);
      expect([cursor, answer.status, answer.body.errors[0]]).toMatchObject([
        cursor,
        400,
        { code: 'MALFORMED_REQUEST' },
      ]);
    }
  });
});

describe('problem details (RFC 9457)', () => {
  it('are answered to those who accept them, with the same code', async () => {
    const { status, headers, text } = await request('GET', '/nope', {
      headers: { accept: 'application/problem+json' },
    });
    expect(status).toBe(404);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(text)).toMatchObject({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'NOT_FOUND',
      requestId: headers.get('x-request-id'),
      errors: [{ code: 'NOT_FOUND' }],
    });
  });

  it('give way to the envelope when that is preferred', async () => {
    for (const accept of ['*/*', 'application/json', 'application/problem+json;q=0.5, application/json', 'text/html']) {
      const { headers } = await request('GET', '/nope', { headers: { accept } });
      expect([accept, headers.get('content-type')]).toEqual([accept, 'application/json; charset=utf-8']);
    }
  });
});

describe.runIf(bodyRoute !== undefined)('what a body can get wrong', () => {
  const post = (raw: string, headers: Record<string, string> = JSON_TYPE) =>
    request('POST', bodyRoute ?? '', { raw, headers });

  it('must be JSON', async () => {
    for (const body of ['{', '{"a":}', '', 'null null', "{'a': 1}", '{"a":1}}', '\u0000']) {
      const answer = await post(body);
      expect([body, answer.status, codesOf(answer)]).toEqual([body, 400, ['MALFORMED_REQUEST']]);
    }
  });

  it('does not cost the connection that it came whole on', async () => {
    for (const body of ['{', '{"__proto__":1}', 'null']) {
      expect([body, (await post(body)).headers.get('connection')]).toEqual([body, 'keep-alive']);
    }
  });

  it('must not reach into prototypes', async () => {
    for (const body of ['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}']) {
      const { status, body: answer } = await post(body);
      expect([body, status, answer.errors[0]?.message]).toEqual([body, 400, 'The body has a forbidden key.']);
    }
  });

  it('must be an object of the known members', async () => {
    for (const body of ['null', '[]', '"text"', '1', 'true', '{}', '{"nope":1}']) {
      const { status, body: answer } = await post(body);
      expect([body, status, answer.errors[0]?.code]).toEqual([body, 422, 'VALIDATION_FAILED']);
    }
    const { body } = await post('{"nope":1}');
    expect(body.errors.map(({ field }) => field)).toContain('nope');
  });

  it('is named together with what is wrong in the query', async () => {
    const options = { raw: '{"nope":1}', headers: JSON_TYPE };
    const { status, body } = await request('POST', `${bodyRoute ?? ''}?never=1`, options);
    expect(status).toBe(422);
    expect(body.errors.map(({ field }) => field)).toEqual(expect.arrayContaining(['nope', 'never']));
  });

  it('must be sent as application/json in UTF-8', async () => {
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html'];
    for (const type of [...types, 'application/json; charset=latin1', 'application/xml', 'nonsense']) {
      const answer = await post('{}', { 'content-type': type });
      expect([type, answer.status, codesOf(answer)]).toEqual([type, 415, ['UNSUPPORTED_MEDIA_TYPE']]);
    }
    const zipped = await post('{}', { ...JSON_TYPE, 'content-encoding': 'gzip' });
    expect(zipped.status).toBe(415);
    const plain = await post('{', { ...JSON_TYPE, 'content-encoding': 'Identity' });
    expect(plain.status).toBe(400);
    const utf8 = await post('{', { 'content-type': 'Application/JSON; charset="UTF-8"' });
    expect(utf8.status).toBe(400);
  });

  it('may be nested as deep as it likes, and is refused for what it is', async () => {
    for (const body of ['['.repeat(40_000) + ']'.repeat(40_000), '{"a":'.repeat(15_000) + '1' + '}'.repeat(15_000)]) {
      expect((await post(body)).status).toBe(422);
    }
  });

  it('says the same of a body that is missing, and of one that is null', async () => {
    const messageOf = async (answer: ReturnType<typeof request>) => (await answer).body.errors;
    const missing = request('POST', bodyRoute ?? '');
    expect(await messageOf(missing)).toEqual(await messageOf(post('null')));
  });

  it('must not end before it begins', async () => {
    const { status } = await sendRaw(
      inject('baseUrl'),
      `POST ${bodyRoute ?? ''} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
        'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    );
    expect(status).toBe(400);
  });

  it('must not be larger than the limit', async () => {
    const answer = await post(JSON.stringify({ text: 'x'.repeat(200_000) }));
    expect([answer.status, codesOf(answer)]).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
  });

  it('may be as large as the limit, whether or not it says how large it is', async () => {
    const statusesOf = async (bytes: number): Promise<number[]> => {
      const body = JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
      const chunked = await sendRaw(
        inject('baseUrl'),
        `POST ${bodyRoute ?? ''} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
          'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n' +
          `${bytes.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
      );
      return [(await post(body)).status, chunked.status];
    };
    expect(await statusesOf(LIMIT)).not.toContain(413);
    expect(await statusesOf(LIMIT + 1)).toEqual([413, 413]);
  });

  it('is told so while it is still on its way', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('x'.repeat(5_000_000))));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(413));
  });

  it('is not read to its end when it has none', async () => {
    const socket = await open(inject('baseUrl'));
    const answer = readAll(socket);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const send = (): void => {
      if (!socket.destroyed) socket.write(chunk, send);
    };
    socket.write(`POST ${bodyRoute ?? ''} HTTP/1.1\r\nHost: localhost\r\n`);
    socket.write('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n', send);
    expect((await answer).status).toBe(413);
    expect(socket.bytesWritten).toBeLessThan(100_000_000);
  });

  it('is refused without saying what was sent', async () => {
    const { text } = await post('{"nope":"<script>alert(1)</script>"}');
    expect(text).not.toContain('<script>');
  });
});
