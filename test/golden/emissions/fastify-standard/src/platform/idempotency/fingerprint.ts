import { createHash } from 'node:crypto';

const canonical = (value: unknown): unknown => {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
};

/**
 * Identifies what a request asks for, whatever the order of the members of its body.
 *
 * @param url path and query string
 * @param body the validated body
 */
export const fingerprintOf = (url: string, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([url, canonical(body)]))
    .digest('base64url');
