import type { IncomingMessage } from 'node:http';
import { MalformedRequestError } from '../errors.ts';
import { requirePlainUtf8 } from './media-type.ts';
import { parseJson } from './parse-json.ts';
import { PayloadTooLargeError, UnsupportedMediaTypeError } from './transport-errors.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

const lengthOf = ({ headers }: IncomingMessage): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Infinity;

const readBytes = (request: IncomingMessage, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else reject(new PayloadTooLargeError());
    });
    request.once('end', () => {
      resolve(Buffer.concat(chunks));
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
 * Reads a body: JSON in UTF-8 and nothing else. It stops at the limit: what comes after it is not kept, and nobody waits
 * for its end.
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
  const body = await readBytes(request, limit);
  return body.length === 0 && !expected ? undefined : parseJson(body);
};
