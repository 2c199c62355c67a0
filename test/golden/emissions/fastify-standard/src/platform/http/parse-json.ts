import { isUtf8 } from 'node:buffer';
import { parse, safeParse } from 'secure-json-parse';
import { MalformedRequestError } from '../errors.ts';

/**
 * Parses a body in UTF-8: one character would stand in for all other bytes, so that different texts became the same.
 * Keys that would reach into prototypes once the value is copied into another object are refused.
 *
 * @throws MalformedRequestError
 */
export const parseJson = (body: Buffer): unknown => {
  if (!isUtf8(body)) throw new MalformedRequestError('The body is not valid UTF-8.');
  const text = body.toString();
  try {
    return parse(text);
  } catch (cause) {
    // Nothing is what the parser makes of a text with such a key.
    const forbidden = safeParse(text) === null;
    throw new MalformedRequestError(forbidden ? 'The body has a forbidden key.' : 'The body is not valid JSON.', {
      cause,
    });
  }
};
