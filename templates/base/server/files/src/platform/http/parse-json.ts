import { parse, safeParse } from 'secure-json-parse';
import { MalformedRequestError } from '../errors.ts';

/**
 * Parses a body. Keys that would reach into prototypes once the value is copied into another object are refused.
 *
 * @throws MalformedRequestError
 */
export const parseJson = (text: string): unknown => {
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
