import type { z } from 'zod';
import type { Access } from '../access.ts';
import type { ErrorType } from '../errors.ts';
import type { Collection } from './collection.ts';
import type { Deprecation } from './deprecation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The contract of one route: the single source of its validation, its types and its part of the OpenAPI document.
 * It knows no web framework.
 */
export interface Operation<
  Params extends z.ZodObject | undefined = z.ZodObject | undefined,
  Query extends z.ZodObject | undefined = z.ZodObject | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Data extends z.ZodType | undefined = z.ZodType | undefined,
  Many extends boolean = boolean,
> {
  /** `operationId` of the document, such as `listProducts`: unique. */
  readonly id: string;
  readonly method: Method;
  /** As in OpenAPI: `/api/v1/products/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Who may call it. Required: a route that does not say it does not compile. */
  readonly access: Access;
  readonly params?: Params;
  /** Parameters that are not listed are refused. Use `z.strictObject`. */
  readonly query?: Query;
  readonly body?: Body;
  readonly success: {
    readonly status: 200 | 201 | 202 | 204;
    /** The schema of `data`; of one item of it when `collection` is set. */
    readonly data?: Data;
    readonly collection?: Many;
  };
  /** Failures this operation adds to those every operation of its form can have (422 with a body, 404 with an id, …). */
  readonly errors?: readonly ErrorType[];
  /**
   * `etag`: answers carry an ETag and honour If-None-Match. `if-match`: a change demands If-Match, and answers an ETag.
   * `if-match-accepted`: it honours If-Match when it is there.
   */
  readonly conditional?: 'etag' | 'if-match' | 'if-match-accepted';
  /** Whether an Idempotency-Key header is honoured or demanded. */
  readonly idempotency?: 'accepted' | 'required';
  /** Value of Cache-Control; `no-store` unless given. */
  readonly cacheControl?: string;
  /** The route will go: its answers and the document say so. */
  readonly deprecated?: Deprecation;
}

/** Declares an operation and keeps the exact types of its schemas. */
export const defineOperation = <
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Data extends z.ZodType | undefined = undefined,
  Many extends boolean = false,
>(
  operation: Operation<Params, Query, Body, Data, Many>,
): Operation<Params, Query, Body, Data, Many> => operation;

/** What a handler is given for one part of the request: the output of the schema, `undefined` without one. */
export type Parsed<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler of the operation returns: data that is ready to be sent, without the envelope. */
export type Answer<Data extends z.ZodType | undefined, Many extends boolean> = Data extends z.ZodType
  ? Many extends true
    ? Collection<z.input<Data>>
    : z.input<Data>
  : undefined;
