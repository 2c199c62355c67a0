import { describe, expect, it } from 'vitest';
import { asAnswered, send } from '../support/resources.ts';
import { newProduct, someProduct } from '../support/resources/products.ts';

const route = '/api/v1/products';

describe('changes of products', () => {
  it('are created, and read back', async () => {
    const json = await newProduct();
    const created = await send('POST', route, { json });
    expect(created.body.data).toMatchObject(asAnswered(json));
    expect([created.status, created.headers.get('etag')]).toEqual([201, '"v1"']);
    const self = `${route}/${created.body.data.id}`;
    expect(created.headers.get('location')).toBe(self);
    const { status, body, headers } = await send('GET', self);
    expect([status, headers.get('etag')]).toEqual([200, '"v1"']);
    expect(body.data).toEqual(created.body.data);
  });

  it('are refused with a member that is not known', async () => {
    const input = await newProduct();
    for (const member of ['id', 'version', 'isAdmin']) {
      const { status, body } = await send('POST', route, { json: { ...input, [member]: 1 } });
      expect([status, body.errors[0]?.field]).toEqual([422, member]);
    }
  });

  it('are left alone by whoever does not say which version was seen', async () => {
    const path = `${route}/${(await someProduct()).id}`;
    expect((await send('PUT', path, { json: await newProduct() })).status).toBe(428);
    expect((await send('PATCH', path, { json: {} })).status).toBe(428);
    expect((await send('DELETE', path)).status).toBe(428);
  });

  it('are changed member by member, by one of two writers', async () => {
    const { id } = await someProduct();
    const path = `${route}/${id}`;
    const answers = await Promise.all([1, 2].map(() => send('PATCH', path, { json: {}, version: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { headers, body } = await send('GET', path);
    expect([headers.get('etag'), body.data.version]).toEqual(['"v2"', 2]);
  });

  it('are changed in one of the versions that If-Match lists, or in any', async () => {
    const path = `${route}/${(await someProduct()).id}`;
    const statusWith = async (ifMatch: string, target = path) =>
      (await send('PATCH', target, { json: {}, ifMatch })).status;
    for (const none of ['W/"v1"', '"v7", W/"v1"']) expect([none, await statusWith(none)]).toEqual([none, 412]);
    for (const one of ['"v7", "v1"', '"v1","v2"', '*']) expect([one, await statusWith(one)]).toEqual([one, 200]);
    expect((await send('GET', path)).body.data.version).toBe(4);
    expect(await statusWith('*', `${route}/${crypto.randomUUID()}`)).toBe(404);
  });

  it('have every member that was changed', async () => {
    const { id } = await someProduct();
    const path = `${route}/${id}`;
    const json = await newProduct();
    const { status, body } = await send('PATCH', path, { json, version: 1 });
    expect(status).toBe(200);
    expect(body.data).toMatchObject(asAnswered(json));
    expect((await send('GET', path)).body.data).toEqual(body.data);
  });

  it('are replaced as a whole', async () => {
    const { id } = await someProduct();
    const path = `${route}/${id}`;
    const json = await newProduct();
    const { status, headers, body } = await send('PUT', path, { json, version: 1 });
    expect([status, headers.get('etag'), body.data.version]).toEqual([200, '"v2"', 2]);
    expect((await send('GET', path)).body.data).toMatchObject(asAnswered(json));
    expect((await send('PUT', path, { json, version: 1 })).status).toBe(412);
    expect((await send('PUT', path, { json: {}, version: 2 })).status).toBe(422);
  });

  it('are gone when they were deleted', async () => {
    const { id } = await someProduct();
    const path = `${route}/${id}`;
    expect((await send('DELETE', path, { version: 9 })).status).toBe(412);
    const { status, headers } = await send('DELETE', path, { version: 1 });
    expect([status, headers.has('content-length')]).toEqual([204, false]);
    expect((await send('GET', path)).status).toBe(404);
    expect((await send('DELETE', path, { version: 1 })).status).toBe(404);
  });
});
