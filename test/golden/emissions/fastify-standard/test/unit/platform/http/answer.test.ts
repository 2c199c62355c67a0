import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderAnswer, type AnswerContext } from '../../../../src/platform/http/answer.ts';
import { collection } from '../../../../src/platform/http/collection.ts';
import { sampleOperation } from './sample-operation.ts';

const item = z.object({ id: z.string() });
const get = sampleOperation({ success: { status: 200, data: item }, conditional: 'etag' });
const list = sampleOperation({ success: { status: 200, data: item, collection: true }, conditional: 'etag' });

const context = (over: Partial<AnswerContext> = {}): AnswerContext => ({
  requestId: 'request-id',
  now: new Date('2030-01-01T00:00:00Z'),
  ifNoneMatch: undefined,
  etag: undefined,
  ...over,
});

const page = (url: string) =>
  collection({ items: [1, 2], hasMore: true, nextCursor: 'bmV4dA', prevCursor: null }, (n) => ({ id: String(n) }), {
    url,
    limit: 2,
    sort: { field: 'name', descending: true },
    filters: { colour: 'red', size: undefined },
  });

const bodyOf = (body: string | undefined): unknown => JSON.parse(body ?? '');

describe('renderAnswer', () => {
  it('puts data into the envelope', () => {
    const { status, headers, body } = renderAnswer(get, { id: 'a' }, context({ etag: '"v1"' }));
    expect([status, headers]).toEqual([200, { 'content-type': 'application/json; charset=utf-8', etag: '"v1"' }]);
    expect(bodyOf(body)).toEqual({
      success: true,
      data: { id: 'a' },
      meta: { requestId: 'request-id', timestamp: '2030-01-01T00:00:00.000Z' },
      errors: [],
    });
  });

  it('puts a page and what there is to say of it into the envelope', () => {
    const { body } = renderAnswer(list, page('/api/v1/things?colour=red&limit=2'), context());
    expect(bodyOf(body)).toEqual({
      success: true,
      data: [{ id: '1' }, { id: '2' }],
      meta: {
        requestId: 'request-id',
        timestamp: '2030-01-01T00:00:00.000Z',
        pagination: { limit: 2, hasMore: true, nextCursor: 'bmV4dA', prevCursor: null },
        filters: { colour: 'red' },
        sort: '-name',
        _links: {
          self: { href: '/api/v1/things?colour=red&limit=2' },
          next: { href: '/api/v1/things?colour=red&limit=2&cursor=bmV4dA' },
        },
      },
      errors: [],
    });
  });

  it('tags a page by its content, not by the time of the answer', () => {
    const first = renderAnswer(list, page('/x'), context()).headers['etag'];
    const second = renderAnswer(list, page('/x'), context({ now: new Date(), requestId: 'other-id' })).headers['etag'];
    expect(first).toMatch(/^W\/"/);
    expect(second).toBe(first);
  });

  it('answers 304 when the client has it', () => {
    const { status, headers, body } = renderAnswer(get, { id: 'a' }, context({ etag: '"v1"', ifNoneMatch: 'W/"v1"' }));
    expect([status, headers, body]).toEqual([304, { etag: '"v1"' }, undefined]);
  });

  it('tags nothing that is not conditional', () => {
    const create = sampleOperation({ method: 'POST', success: { status: 201, data: item } });
    const { status, headers } = renderAnswer(create, { id: 'a' }, context({ ifNoneMatch: '*' }));
    expect([status, headers['etag']]).toEqual([201, undefined]);
  });

  it('has no body with 204, and null as data when there is none', () => {
    const remove = sampleOperation({ method: 'DELETE', success: { status: 204 } });
    expect(renderAnswer(remove, undefined, context())).toEqual({ status: 204, headers: {}, body: undefined });
    const accept = sampleOperation({ method: 'POST', success: { status: 202 } });
    expect(bodyOf(renderAnswer(accept, undefined, context()).body)).toMatchObject({ success: true, data: null });
  });

  it('says on every answer of a deprecated route since when it is, until when, and what comes instead', () => {
    const since = new Date('2030-01-01T00:00:00Z');
    const deprecated = { since, until: new Date('2030-07-01T00:00:00Z'), instead: '/api/v2/samples' };
    const old = { deprecation: '@1893456000', sunset: 'Mon, 01 Jul 2030 00:00:00 GMT' };
    const headers = { ...old, link: '</api/v2/samples>; rel="successor-version"' };
    const read = sampleOperation({ success: { status: 200, data: item }, conditional: 'etag', deprecated });
    const remove = sampleOperation({ method: 'DELETE', success: { status: 204 }, deprecated });
    expect(renderAnswer(read, { id: 'a' }, context()).headers).toMatchObject(headers);
    expect(renderAnswer(read, { id: 'a' }, context({ ifNoneMatch: '*' }))).toMatchObject({ status: 304, headers });
    expect(renderAnswer(remove, undefined, context()).headers).toEqual(headers);
    const open = sampleOperation({ deprecated: { since } });
    expect(renderAnswer(open, undefined, context()).headers).not.toHaveProperty('sunset');
  });

  it("sends the operation's Cache-Control", () => {
    const cached = sampleOperation({ success: { status: 200, data: item }, cacheControl: 'public, max-age=60' });
    expect(renderAnswer(cached, { id: 'a' }, context()).headers['cache-control']).toBe('public, max-age=60');
  });
});
