import type { ServerResponse } from 'node:http';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { App } from '../../../../src/app/adapter.ts';
import { Input } from '../../../../src/app/http/input.decorator.ts';
import { Operation } from '../../../../src/app/http/operation.decorator.ts';
import type { InputOf } from '../../../../src/app/http/request-input.ts';
import { rawResponse, type HttpResponse } from '../../../../src/app/http/request.ts';
import { defineOperation } from '../../../../src/platform/http/operation.ts';
import { BODY_LIMIT, createThing, getThing, moduleOf, startTestApp } from '../support/test-app.ts';

const getAnyThing = defineOperation({
  ...getThing,
  id: 'getAnyThing',
  path: '/api/{version}/thing',
  params: z.strictObject({ version: z.string() }),
});

const brokenOff = vi.fn();
const workEnded = vi.fn();

const sendHalf = (response: ServerResponse): void => {
  response.req.exchange.workEnded = workEnded;
  response.once('close', () => {
    brokenOff(response.statusCode);
  });
  response.write('half');
};

@Controller()
class ThingsController {
  @Operation(createThing)
  create(@Input() { params, body }: InputOf<typeof createThing>, @Res({ passthrough: true }) response: HttpResponse) {
    if (body.name === 'half') sendHalf(rawResponse(response));
    if (body.name !== 'Lid') throw new TypeError('secret');
    return { box: params.box, name: body.name };
  }

  // Before the route that says more of the path, which answers it all the same.
  @Operation(getAnyThing)
  getAny() {
    return { version: 1, name: 'any' };
  }

  @Operation(getThing)
  get() {
    return { version: 3, name: 'Lid' };
  }
}

let app: App;
let url: string;
beforeAll(async () => {
  app = await startTestApp([moduleOf(ThingsController, [createThing, getThing, getAnyThing])]);
  url = await app.getUrl();
});
afterAll(() => app.close());

const send = async (method: string, path: string, body?: string, type = 'application/json') => {
  const headers = body === undefined ? {} : { 'content-type': type };
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
};

describe('@Operation', () => {
  it('gives the handler what the schemas made of the request, and answers with the status of the operation', async () => {
    const { status, json } = await send('POST', '/api/v1/boxes/7/things', '{"name":"Lid"}');
    expect(status).toBe(201);
    expect(json).toMatchObject({ success: true, data: { box: 7, name: 'Lid' }, errors: [] });
  });

  it('refuses a body that breaks its schema', async () => {
    const { status, json } = await send('POST', '/api/v1/boxes/7/things', '{"name":"","other":1}');
    expect([status, json]).toMatchObject([422, { success: false, errors: [{ field: 'name' }, { field: 'other' }] }]);
  });

  it('takes a path parameter that breaks its schema for the id of nothing, however long', async () => {
    for (const box of ['seven', 'x'.repeat(5000)]) {
      expect((await send('POST', `/api/v1/boxes/${box}/things`, '{"name":"Lid"}')).status).toBe(404);
    }
  });

  it('refuses what the operation does not have, also where the handler asks for no input', async () => {
    for (const [method, path] of [
      ['POST', '/api/v1/boxes/7/things?dry=true'],
      ['GET', '/api/v1/thing?dry=true'],
    ] as const) {
      const { status, json } = await send(method, path, method === 'POST' ? '{"name":"Lid"}' : undefined);
      expect([status, json]).toMatchObject([422, { errors: [{ field: 'dry' }] }]);
    }
  });

  it('tags a resource by its version, and answers HEAD', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await send(method, '/api/v1/thing');
      expect([status, headers.get('etag')]).toEqual([200, '"v3"']);
    }
  });
});

describe('what Nest and its adapter refuse', () => {
  it('is answered in the envelope, and says nothing of the cause', async () => {
    const { status, text } = await send('POST', '/api/v1/boxes/7/things', '{"name":"fault"}');
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
  });

  it('cuts the connection when half an answer is out, and the log has the fault', async () => {
    const body = '{"name":"half"}';
    const headers = { 'content-type': 'application/json' };
    const response = fetch(`${url}/api/v1/boxes/7/things`, { method: 'POST', headers, body });
    await expect(response.then((whole) => whole.text())).rejects.toThrow();
    expect(brokenOff).toHaveBeenCalledExactlyOnceWith(500);
    expect(workEnded).toHaveBeenCalledOnce();
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'])(
    'are bodies of the type %s',
    async (type) => {
      const { status, json } = await send('POST', '/api/v1/boxes/7/things', '{"name":"Lid"}', type);
      expect([status, json]).toMatchObject([415, { errors: [{ code: 'UNSUPPORTED_MEDIA_TYPE' }] }]);
    },
  );

  it('are bodies over the limit', async () => {
    const { status } = await send('POST', '/api/v1/boxes/7/things', JSON.stringify({ name: 'x'.repeat(BODY_LIMIT) }));
    expect(status).toBe(413);
  });

  it('are methods that a path does not have', async () => {
    for (const method of ['DELETE', 'OPTIONS']) {
      const { status, headers } = await send(method, '/api/v1/boxes/7/things');
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST']);
    }
    expect((await send('PUT', '/api/v1/thing', '{}')).headers.get('allow')).toBe('GET, HEAD');
  });

  it('are paths that are spelt in another way', async () => {
    for (const path of ['/api/v1/thing/', '/api/v1/Thing', '/API/v1/thing', '//api/v1/thing']) {
      expect([path, (await send('GET', path)).status]).toEqual([path, 404]);
    }
  });
});

describe('the start', () => {
  it('fails with a route that has no contract', async () => {
    @Controller()
    class ForgetfulController {
      @Get('/api/v1/forgotten')
      read(): string {
        return 'open to all';
      }
    }
    await expect(startTestApp([moduleOf(ForgetfulController, [])])).rejects.toThrow(
      'ForgetfulController.read has no contract',
    );
  });

  it('fails without a part that is asked for, and leaves the process to the caller', async () => {
    @Controller()
    class NeedyController {
      constructor(@Inject('a part') readonly part: unknown) {}
    }
    await expect(startTestApp([moduleOf(NeedyController, [])])).rejects.toThrow('a part');
  });

  it('fails with two methods for one route', async () => {
    @Controller()
    class TwofoldController extends ThingsController {
      @Operation(getThing)
      getAgain() {
        return { version: 4, name: 'Box' };
      }
    }
    await expect(startTestApp([moduleOf(TwofoldController, [createThing, getThing, getAnyThing])])).rejects.toThrow(
      'Duplicate route: GET /api/v1/thing',
    );
  });

  it('fails when document and controllers say different things', async () => {
    await expect(startTestApp([moduleOf(ThingsController, [createThing, getAnyThing])])).rejects.toThrow('getThing');
    @Controller()
    class IdleController {}
    await expect(startTestApp([moduleOf(IdleController, [createThing])])).rejects.toThrow('createThing');
  });
});
