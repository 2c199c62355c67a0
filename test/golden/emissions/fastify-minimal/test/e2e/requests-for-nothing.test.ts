import { describe, expect, inject, it } from 'vitest';
import { codesOf, request } from './support/client.ts';
import { operations } from './support/operations.ts';
import { publicCollection } from './support/probe.ts';
import { sendRaw, type RawAnswer } from './support/raw-http.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const UNUSUAL = ['OPTIONS', 'PROPFIND', 'TRACE', 'QUERY', 'M-SEARCH'];
const NOBODY = '0197a5de-0000-7000-8000-000000000000';

const HEAD = 'Host: localhost\r\nConnection: close\r\n';
const send = (line: string, rest = '\r\n'): Promise<RawAnswer> =>
  sendRaw(inject('baseUrl'), `${line} HTTP/1.1\r\n${HEAD}${rest}`);

const methodsOf = (path: string): string[] => {
  const known = new Set<string>(operations.filter((operation) => operation.path === path).map(({ method }) => method));
  return METHODS.filter((method) => known.has(method === 'HEAD' ? 'GET' : method));
};

const paths = [...new Set(operations.map(({ path }) => path))];

describe.each(paths)('%s', (path) => {
  const allowed = methodsOf(path);
  const target = path.replaceAll(/\{\w+\}/g, NOBODY);

  it('names its methods to those who use another one', async () => {
    for (const method of [...METHODS, ...UNUSUAL].filter((candidate) => !allowed.includes(candidate))) {
      const { status, head } = await send(`${method} ${target}`);
      expect([method, status, /^allow: (.+)$/im.exec(head)?.[1]]).toEqual([method, 405, allowed.join(', ')]);
    }
  });
});

describe('what is asked of nothing', () => {
  it('is not found, whatever the method', async () => {
    for (const method of [...METHODS, ...UNUSUAL]) {
      expect([method, (await send(`${method} /api/v1/there-is-no-such-thing`)).status]).toEqual([method, 404]);
    }
  });

  it('has no body that anybody would read', async () => {
    const collection = await publicCollection();
    for (const [path, status] of [
      ['/api/v1/there-is-no-such-thing', 404],
      [`${collection}/${NOBODY}`, 405],
    ] as const) {
      for (const raw of ['{', '{"a":1}', 'x'.repeat(200_000)]) {
        const answer = await request('POST', path, { raw, headers: { 'content-type': 'application/json' } });
        expect([path, raw.length, answer.status]).toEqual([path, raw.length, status]);
      }
    }
  });
});

describe('the target of a request', () => {
  const get = async (target: string) => send(`GET ${target}`);

  it('may be spelt in any way that means the same', async () => {
    const path = `${await publicCollection()}?limit=1`;
    const last = path.charCodeAt(path.indexOf('?') - 1).toString(16);
    const encoded = path.replace(/.\?/, `%${last}?`);
    for (const target of [path, encoded, path.replace('/api', '/%61pi'), `http://elsewhere.example${path}`]) {
      const { status, body } = await get(target);
      expect([target, status]).toEqual([target, 200]);
      expect(JSON.parse(body)).toMatchObject({ meta: { _links: { self: { href: path } } } });
    }
  });

  it('is refused in the envelope when it means nothing', async () => {
    const collection = await publicCollection();
    const targets = [
      '/%zz',
      '/%ff',
      `${collection}?limit=%`,
      `${collection}?nope=%E0%A4%A`,
      `${collection}#here`,
      '/#',
    ];
    for (const target of targets) {
      const { status, head, body } = await get(target);
      expect([target, status]).toEqual([target, 400]);
      expect(head.toLowerCase()).toContain('x-request-id: ');
      expect(JSON.parse(body)).toMatchObject({ success: false, errors: [{ code: 'MALFORMED_REQUEST' }] });
    }
  });

  it('has an answer of ours when it is no path', async () => {
    for (const target of ['*', 'http://elsewhere.example', 'http://elsewhere.example?limit=1', 'http://']) {
      const { status, body } = await get(target);
      expect([target, status]).toEqual([target, 404]);
      expect(JSON.parse(body)).toMatchObject({ success: false, errors: [{ code: 'NOT_FOUND' }] });
    }
  });

  it('leaves nothing behind on the server', async () => {
    expect(codesOf(await request('GET', '/nope'))).toEqual(['NOT_FOUND']);
    expect((await request('GET', '/health/ready')).status).toBe(200);
  });
});
