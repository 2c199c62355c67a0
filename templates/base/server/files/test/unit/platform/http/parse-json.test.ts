import { describe, expect, it } from 'vitest';
import { MalformedRequestError } from '../../../../src/platform/errors.ts';
import { parseJson } from '../../../../src/platform/http/parse-json.ts';

describe('parseJson', () => {
  it.each(['null', '1', '"text"', '[]', '{"a":{"constructor":"b"}}'])('parses %s', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each(['', '{', 'null null', "{'a':1}", '{"__proto__":'])('says that %j is no JSON', (text) => {
    expect(() => parseJson(text)).toThrow(new MalformedRequestError('The body is not valid JSON.'));
  });

  it.each(['{"__proto__":{}}', '{"\\u005f_proto__":1}', '{"a":{"constructor":{"prototype":{}}}}'])(
    'says that %s has a key it must not have',
    (text) => {
      expect(() => parseJson(text)).toThrow(new MalformedRequestError('The body has a forbidden key.'));
    },
  );
});
