import type { RequestContext } from '../context.ts';
import type { Logger } from './logger.ts';

/** A request that is over: answered, or given up by its client. */
export interface EndedRequest {
  readonly context: RequestContext | undefined;
  readonly method: string;
  /** The pattern, not the path: it groups, and it holds no ids or tokens. `undefined` when no route matched. */
  readonly route: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
  readonly address: string | undefined;
  /** Whether the client went away before it had the answer. */
  readonly aborted: boolean;
  /** Whether it was for operators, who ask every few seconds: health and metrics. */
  readonly operational: boolean;
  /** The error it was answered with. */
  readonly failure: unknown;
}

/** Writes the one line of a request. */
export const writeAccessLine = (logger: Logger, request: EndedRequest): void => {
  const { context, status } = request;
  // The members are the same for every request, and in the same order: such objects cost the least to make and to write.
  const line = {
    requestId: context?.requestId,
    traceId: context?.traceId,
    method: request.method,
    route: request.route,
    status,
    durationMs: Math.round(request.milliseconds * 10) / 10,
    address: request.address,
    aborted: request.aborted || undefined,
  };
  if (request.operational) logger.debug(line, 'request');
  else if (status >= 500) logger.error({ ...line, err: request.failure }, 'request');
  else logger.info(line, 'request');
};
