import { beforeAll, describe, expect, it } from 'vitest';
import { request } from './support/client.ts';
import { publicCollection, publicResource } from './support/probe.ts';

interface Resource {
  readonly id: string;
  readonly _links: { readonly self: { readonly href: string } };
}

describe('the envelope', () => {
  let collection: string;
  let resource: string;

  beforeAll(async () => {
    collection = await publicCollection();
    resource = await publicResource();
  });

  it('holds the data of a resource, which links to itself', async () => {
    const { status, body, headers } = await request<Resource>('GET', resource);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    // Only the answer to a creation says where to find it.
    expect(headers.has('location')).toBe(false);
    expect(Object.keys(body)).toEqual(['success', 'data', 'meta', 'errors']);
    expect(body).toMatchObject({ success: true, errors: [] });
    expect(body.data._links.self.href).toBe(resource);
    expect(resource.endsWith(body.data.id)).toBe(true);
  });

  it('names the answer by the request id and the time', async () => {
    const before = Date.now();
    const { body, headers } = await request('GET', resource);
    expect(body.meta.requestId).toBe(headers.get('x-request-id'));
    expect(body.meta.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Math.abs(Date.parse(body.meta.timestamp) - before)).toBeLessThan(60_000);
  });

  it('describes the page of a collection', async () => {
    const { body } = await request<readonly Resource[]>('GET', `${collection}?limit=1`);
    expect(body.data).toHaveLength(1);
    expect(body.meta.pagination).toMatchObject({ limit: 1, prevCursor: null });
    expect(body.meta.pagination).not.toHaveProperty('total');
    expect(body.meta.filters).toEqual({});
    expect(body.meta.sort).toMatch(/^-?\w+$/);
    expect(body.meta._links?.['self']?.href).toBe(`${collection}?limit=1`);
  });

  it('links to the next page, and back', async () => {
    const first = await request<readonly Resource[]>('GET', `${collection}?limit=1`);
    const next = first.body.meta._links?.['next']?.href ?? '';
    expect(next.startsWith(`${collection}?`)).toBe(true);
    const second = await request<readonly Resource[]>('GET', next);
    expect(second.body.data[0]?.id).not.toBe(first.body.data[0]?.id);
    const previous = await request<readonly Resource[]>('GET', second.body.meta._links?.['prev']?.href ?? '');
    expect(previous.body.data).toEqual(first.body.data);
  });

  it('counts all rows only when asked', async () => {
    const { body } = await request<readonly Resource[]>('GET', `${collection}?limit=1&include=total`);
    expect(body.meta.pagination?.total).toBeGreaterThanOrEqual(2);
  });

  it('holds the reasons of a refusal', async () => {
    const { status, body, headers } = await request('GET', '/api/v1/nothing-is-here');
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({ success: false, data: null, meta: { requestId: headers.get('x-request-id') } });
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0]).toMatchObject({ code: 'NOT_FOUND' });
    expect(body.errors[0]?.message).not.toBe('');
  });
});
