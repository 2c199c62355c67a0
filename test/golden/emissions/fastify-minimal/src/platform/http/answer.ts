import type { Collection } from './collection.ts';
import { matchesIfNoneMatch, weakTag } from './conditional.ts';
import { deprecationHeaders } from './deprecation.ts';
import { metaOf, metaOfPage } from './envelope.ts';
import type { Operation } from './operation.ts';

/** What the answer depends on besides the result of the handler. */
export interface AnswerContext {
  readonly requestId: string;
  readonly now: Date;
  /** The If-None-Match header of the request. */
  readonly ifNoneMatch: string | undefined;
  /** The ETag that the handler set, if it did. */
  readonly etag: string | undefined;
}

export interface RenderedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

const pageOf = (operation: Operation, result: unknown): Collection<unknown> | undefined =>
  // The type `Answer` makes the handler of a collection return one.
  operation.success.collection === true ? (result as Collection<unknown>) : undefined;

const tagOf = (operation: Operation, etag: string | undefined, content: string): string | undefined =>
  operation.conditional === 'etag' ? (etag ?? weakTag(content)) : undefined;

/** What every answer of the operation says, whatever the result. */
const declaredHeaders = ({ cacheControl, deprecated }: Operation): Readonly<Record<string, string>> => ({
  ...(cacheControl !== undefined && { 'cache-control': cacheControl }),
  ...(deprecated && deprecationHeaders(deprecated)),
});

/**
 * Turns what a handler returned into the answer: the envelope, the ETag, and 304 when the client has it already. The
 * same for every web framework. Data is serialized once, for the body and for its tag.
 */
export const renderAnswer = (operation: Operation, result: unknown, context: AnswerContext): RenderedAnswer => {
  const { status } = operation.success;
  const declared = declaredHeaders(operation);
  if (status === 204) return { status, headers: declared, body: undefined };

  const page = pageOf(operation, result);
  const data = JSON.stringify(page ? page.items : (result ?? null));
  const tag = tagOf(operation, context.etag, page ? data + JSON.stringify(page.pagination) : data);
  const headers = { ...JSON_TYPE, ...declared, ...(tag !== undefined && { etag: tag }) };
  if (tag !== undefined && matchesIfNoneMatch(context.ifNoneMatch, tag)) {
    return { status: 304, headers: { ...declared, etag: tag }, body: undefined };
  }
  const meta = metaOf(context.requestId, context.now);
  const metaJson = JSON.stringify(page ? metaOfPage(page, meta) : meta);
  return { status, headers, body: `{"success":true,"data":${data},"meta":${metaJson},"errors":[]}` };
};
