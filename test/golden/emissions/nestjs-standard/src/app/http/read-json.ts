import type { IncomingMessage } from 'node:http';
import { parse } from 'secure-json-parse';
import { MalformedRequestError } from '../../platform/errors.ts';
import { requirePlainUtf8 } from '../../platform/http/media-type.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from '../../platform/http/transport-errors.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

const lengthOf = ({ headers }: IncomingMessage): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity;

const readText = (request: IncomingMessage, limit: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else reject(new PayloadTooLargeError());
    });
    request.once('end', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    request.once('error', (cause) => {
      reject(new MalformedRequestError('The body ends too early.', { cause }));
    });
    request.once('close', () => {
      // Also said of every body that was read to its end.
      if (!request.readableEnded) reject(new MalformedRequestError('The body ends too early.'));
    });
  });

interface JsonBody {
  /** The most bytes that are read. */
  readonly limit: number;
  /** Whether there must be one. Many clients send the type with every request: without a body it does no harm. */
  readonly expected: boolean;
}

/**
 * Reads a body: JSON in UTF-8 and nothing else. Keys that would reach into prototypes are refused. Nest would have its
 * parser do this before any guard is asked; here nobody's bytes are read before the guards have let the request in.
 *
 * @returns the value, or `undefined` without a body
 * @throws UnsupportedMediaTypeError, PayloadTooLargeError, MalformedRequestError
 */
export const readJson = async (request: IncomingMessage, { limit, expected }: JsonBody): Promise<unknown> => {
  const type = request.headers['content-type'];
  const length = lengthOf(request);
  if (type === undefined && length === 0) return undefined;
  if (type === undefined || !JSON_TYPE.test(type)) throw new UnsupportedMediaTypeError();
  requirePlainUtf8(request.headers);
  if (Number.isFinite(length) && length > limit) throw new PayloadTooLargeError();
  const text = await readText(request, limit);
  if (text === '' && !expected) return undefined;
  try {
    return parse(text);
  } catch (error) {
    throw new MalformedRequestError('The body is not valid JSON.', { cause: error });
  }
};
