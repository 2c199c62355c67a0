import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { link } from './links.ts';

/** The `meta` of every answer. */
export const metaSchema = z
  .object({ requestId: z.string(), timestamp: z.iso.datetime() })
  .meta({ id: 'Meta', description: 'Identifies the answer; quote the request id when you report a fault.' });

/** The `meta` of one page of a collection. */
export const collectionMetaSchema = z
  .object({
    requestId: z.string(),
    timestamp: z.iso.datetime(),
    pagination: z.object({
      limit: z.int(),
      hasMore: z.boolean(),
      nextCursor: z.string().nullable(),
      prevCursor: z.string().nullable(),
      total: z.int().min(0).optional(),
    }),
    filters: z.record(z.string(), z.unknown()),
    sort: z.string().nullable(),
    _links: z.object({ self: link, next: link.optional(), prev: link.optional() }),
  })
  .meta({ id: 'CollectionMeta' });

/** One reason of a refusal. */
const errorSchema = z
  .object({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Error' });

/** What every refusal looks like. */
export const failureSchema = z
  .object({ success: z.literal(false), data: z.null(), meta: metaSchema, errors: z.array(errorSchema).min(1) })
  .meta({ id: 'Failure' });

/** The same as RFC 9457 problem details, for clients that accept `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    timestamp: z.iso.datetime(),
    errors: z.array(errorSchema).min(1),
  })
  .meta({ id: 'Problem' });

const text = { type: 'string' } as const;

const headers = {
  RequestId: { description: 'The request id of the caller, or a new one.', schema: text },
  ETag: { description: 'The version of what is answered.', schema: text },
  Location: { description: 'The path of what was made.', schema: text },
  RetryAfter: { description: 'Seconds to wait before the next try.', schema: { type: 'integer', minimum: 1 } },
  WwwAuthenticate: { description: 'How to authenticate.', schema: text },
  RateLimit: { description: 'Requests left, and seconds until more (IETF draft).', schema: text },
  RateLimitPolicy: { description: 'The budget that applies (IETF draft).', schema: text },
  IdempotencyReplayed: { description: '`true` on the stored answer to a repeat.', schema: text },
} as const;

export type HeaderName = keyof typeof headers;

/** A reference to a header of the document's components. */
export const headerRef = (name: HeaderName) => ({ $ref: `#/components/headers/${name}` });

/** The ways to authenticate, as the document names them. */
export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
} as const;

/** Puts what many operations refer to into the document. */
export const registerComponents = (registry: OpenAPIRegistry): void => {
  for (const [name, header] of Object.entries(headers)) registry.registerComponent('headers', name, header);
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    registry.registerComponent('securitySchemes', name, scheme);
  }
};
