import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../src/platform/http/read-json.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const requestOf = (text: string, headers: Record<string, string>): IncomingMessage => {
  const stream = new PassThrough();
  if (text !== '') stream.write(text);
  stream.end();
  // The reader asks a request for nothing but its headers and its bytes.
  return Object.assign(stream, { headers }) as unknown as IncomingMessage;
};

const read = (text: string, headers: Record<string, string> = { ...JSON_TYPE, 'content-length': `${text.length}` }) =>
  readJson(requestOf(text, headers), { limit: 20, expected: true });

describe('readJson', () => {
  it('reads JSON in whatever spelling of its type', async () => {
    for (const type of ['application/json', 'Application/JSON; charset="UTF-8"', 'application/json;charset=utf-8']) {
      expect(await read('{"a":"ä"}', { 'content-type': type, 'content-length': '10' })).toEqual({ a: 'ä' });
    }
  });

  it('gives nothing for a request without a body', async () => {
    expect(await read('', {})).toBeUndefined();
    const options = { limit: 20, expected: false };
    expect(await readJson(requestOf('', { ...JSON_TYPE, 'content-length': '0' }), options)).toBeUndefined();
  });

  it.each(['', '{', '{"__proto__":{}}', '{"constructor":{"prototype":{}}}'])('refuses %j', async (text) => {
    const headers = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
    await expect(readJson(requestOf(text, headers), { limit: 100, expected: true })).rejects.toMatchObject({
      code: 'MALFORMED_REQUEST',
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/json; charset=latin1'])(
    'refuses %s',
    async (type) => {
      await expect(read('{}', { 'content-type': type, 'content-length': '2' })).rejects.toMatchObject({
        code: 'UNSUPPORTED_MEDIA_TYPE',
      });
    },
  );

  it('refuses bytes of no type, and packed ones', async () => {
    const refused = { code: 'UNSUPPORTED_MEDIA_TYPE' };
    await expect(read('{}', { 'content-length': '2' })).rejects.toMatchObject(refused);
    await expect(read('{}', { ...JSON_TYPE, 'content-encoding': 'gzip' })).rejects.toMatchObject(refused);
  });

  it('stops at the limit, whether the length was announced or not', async () => {
    const long = `"${'x'.repeat(30)}"`;
    for (const headers of [{ 'content-length': '32' }, { 'transfer-encoding': 'chunked' }]) {
      await expect(read(long, { ...JSON_TYPE, ...headers })).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    }
  });

  it('does not wait for the end of a body that is over the limit', async () => {
    const stream = new PassThrough();
    const request = Object.assign(stream, { headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } });
    const reading = readJson(request as unknown as IncomingMessage, { limit: 20, expected: true }); // as above
    stream.write('x'.repeat(21));
    await expect(reading).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('does not wait for a client that went away', async () => {
    const stream = new PassThrough();
    const request = Object.assign(stream, { headers: { ...JSON_TYPE, 'content-length': '5' } });
    const reading = readJson(request as unknown as IncomingMessage, { limit: 20, expected: true }); // as above
    stream.destroy();
    await expect(reading).rejects.toMatchObject({ code: 'MALFORMED_REQUEST' });
  });
});
