import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/serve.ts';
import { thingsApp } from '../support/things.ts';

const PATH = '/api/v1/boxes/7/things';
const JSON_TYPE = { 'content-type': 'application/json' };

const post = async (body: string, headers: Record<string, string> = JSON_TYPE) => {
  const response = await fetch((await serve(thingsApp())) + PATH, { method: 'POST', headers, body });
  return { status: response.status, connection: response.headers.get('connection'), text: await response.text() };
};

describe('a JSON body', () => {
  it('is read up to the limit', async () => {
    expect((await post(JSON.stringify({ name: 'x'.repeat(900) }))).status).toBe(201);
    const { status, text } = await post(JSON.stringify({ name: 'x'.repeat(1000) }));
    expect([status, text]).toEqual([413, expect.stringContaining('PAYLOAD_TOO_LARGE')]);
  });

  it('is refused before it is read when it says that it is too large', async () => {
    const url = (await serve(thingsApp())) + PATH;
    const answer = new Promise((resolve, reject) => {
      const sending = request(url, { method: 'POST', headers: { ...JSON_TYPE, 'content-length': '1000000' } });
      sending.once('response', ({ statusCode, headers }) => {
        resolve([statusCode, headers.connection]);
        sending.destroy();
      });
      sending.once('error', reject);
      sending.write('{');
    });
    expect(await answer).toEqual([413, 'close']);
  });

  it('is counted while it is read when its length is not known', async () => {
    const url = (await serve(thingsApp())) + PATH;
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ name: 'x'.repeat(2000) })));
        controller.close();
      },
    });
    const response = await fetch(url, { method: 'POST', headers: JSON_TYPE, body, duplex: 'half' });
    expect(response.status).toBe(413);
  });

  it('must not be nested deeper than the stack', async () => {
    const open = '['.repeat(400);
    expect((await post(open + ']'.repeat(400))).status).toBe(422);
    expect((await post(open)).status).toBe(400);
  });

  it.each(['{"__proto__":{}}', '{"\\u005f_proto__":1}', '{"name":{"constructor":{"prototype":{}}}}'])(
    'must not reach into prototypes: %s',
    async (body) => {
      const { status, text } = await post(body);
      expect([status, text]).toEqual([400, expect.stringContaining('MALFORMED_REQUEST')]);
    },
  );

  it('may have a member of any other name', async () => {
    expect((await post('{"name":"x","constructor":"y"}')).status).toBe(422);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'nonsense'])(
    'is not sent as %s',
    async (type) => {
      expect((await post('{"name":"x"}', { 'content-type': type })).status).toBe(415);
    },
  );

  it('is sent as it is', async () => {
    expect((await post('{"name":"x"}', { ...JSON_TYPE, 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('must be there where one is promised', async () => {
    expect((await post('')).status).toBe(400);
  });
});
