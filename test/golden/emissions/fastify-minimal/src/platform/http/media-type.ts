import type { IncomingHttpHeaders } from 'node:http';
import { UnsupportedMediaTypeError } from './transport-errors.ts';

const CHARSET = /;\s*charset="?([^\s;"]+)/i;

/**
 * Refuses a body that is not UTF-8, the only encoding of JSON between systems (RFC 8259 section 8.1), or is compressed: a
 * small body could unpack to a large one.
 *
 * @throws UnsupportedMediaTypeError
 */
export const requirePlainUtf8 = (headers: IncomingHttpHeaders): void => {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  if (charset.toLowerCase() !== 'utf-8' || encoding.toLowerCase() !== 'identity') throw new UnsupportedMediaTypeError();
};
