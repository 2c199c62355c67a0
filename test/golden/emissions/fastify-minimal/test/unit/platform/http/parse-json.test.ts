import { describe, expect, it } from 'vitest';
import { MalformedRequestError } from '../../../../src/platform/errors.ts';
import { parseJson } from '../../../../src/platform/http/parse-json.ts';

describe('parseJson', () => {
  it.each(['null', '1', '"text"', '[]', '{"a":{"constructor":"b"}}'])('parses %s', (text) => {
    expect(parseJson(Buffer.from(text))).toEqual(JSON.parse(text));
  });

  it.each(['', '{', 'null null', "{'a':1}", '{"__proto__":'])('says that %j is no JSON', (text) => {
    expect(() => parseJson(Buffer.from(text))).toThrow(new MalformedRequestError('The body is not valid JSON.'));
  });

  it('refuses bytes that are no UTF-8, instead of taking all of them for one character', () => {
    const latin1 = Buffer.from('{"name":"Grüße"}', 'latin1');
    expect(() => parseJson(latin1)).toThrow(new MalformedRequestError('The body is not valid UTF-8.'));
  });

  it.each(['{"__proto__":{}}', '{"\\u005f_proto__":1}', '{"a":{"constructor":{"prototype":{}}}}'])(
    'says that %s has a key it must not have',
    (text) => {
      expect(() => parseJson(Buffer.from(text))).toThrow(new MalformedRequestError('The body has a forbidden key.'));
    },
  );
});
