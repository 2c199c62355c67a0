import { beforeAll, describe, expect, inject, it } from 'vitest';
import { request } from './support/client.ts';
import { publicCollection, publicResource } from './support/probe.ts';
import { sendRaw } from './support/raw-http.ts';

// `fetch` adds Cache-Control: no-cache to a request with If-None-Match, so these are sent by hand.
const getIfNoneMatch = (path: string, tags: string, method = 'GET') =>
  sendRaw(
    inject('baseUrl'),
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: ${tags}\r\nConnection: close\r\n\r\n`,
  );

describe('conditional reads', () => {
  let resource: string;
  let collection: string;

  beforeAll(async () => {
    resource = await publicResource();
    collection = await publicCollection();
  });

  const tagOf = async (path: string): Promise<string> => (await request('GET', path)).headers.get('etag') ?? '';

  it('tag a resource with its version', async () => {
    expect(await tagOf(resource)).toMatch(/^"v\d+"$/);
  });

  it('tag a page of a collection with its content', async () => {
    const tag = await tagOf(`${collection}?sort=createdAt&limit=2`);
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    expect(await tagOf(`${collection}?sort=createdAt&limit=2`)).toBe(tag);
    expect(await tagOf(`${collection}?sort=createdAt&limit=1`)).not.toBe(tag);
  });

  it('answer 304 without a body when the client has it', async () => {
    for (const path of [resource, `${collection}?sort=createdAt&limit=2`]) {
      const tag = await tagOf(path);
      for (const tags of [tag, `W/${tag.replace('W/', '')}`, `"other", ${tag}`, '*']) {
        const { status, head, body } = await getIfNoneMatch(path, tags);
        expect([tags, status, body]).toEqual([tags, 304, '']);
        expect(head).toContain(tag);
      }
    }
  });

  it('say of no length that it is that of the answer in full', async () => {
    const tag = await tagOf(resource);
    for (const method of ['GET', 'HEAD']) {
      const { status, head } = await getIfNoneMatch(resource, tag, method);
      expect([method, status]).toEqual([method, 304]);
      expect(head).not.toMatch(/^(?:content-length|content-type|transfer-encoding):/im);
    }
    const [full, head] = await Promise.all(['GET', 'HEAD'].map((method) => request(method, resource)));
    expect(head?.headers.get('content-length')).toBe(full?.headers.get('content-length'));
  });

  it('answer in full when the client has another version', async () => {
    const { status, body } = await getIfNoneMatch(resource, '"other"');
    expect(status).toBe(200);
    expect(body).toContain('"success":true');
  });

  it('are none where no answer has a tag', async () => {
    expect((await getIfNoneMatch('/health/live', '*')).status).toBe(200);
  });

  it('hold for HEAD as well', async () => {
    const head = await request('HEAD', resource);
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('etag')).toBe(await tagOf(resource));
    expect((await getIfNoneMatch(resource, await tagOf(resource), 'HEAD')).status).toBe(304);
  });
});
