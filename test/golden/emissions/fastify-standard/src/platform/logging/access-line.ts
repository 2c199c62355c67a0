import type { RequestContext } from '../context.ts';
import { CLIENT_CLOSED_REQUEST } from '../http/ended-status.ts';
import type { Logger } from './logger.ts';

/** A request that is over: answered, or given up by its client. */
export interface EndedRequest {
  readonly context: RequestContext | undefined;
  readonly method: string;
  /** The pattern, not the path: it groups, and it holds no ids or tokens. `undefined` when no route matched. */
  readonly route: string | undefined;
  /** See `endedStatus`. */
  readonly status: number;
  readonly milliseconds: number;
  readonly address: string | undefined;
  /** Whether it was for those who run the server, such as a probe that asks every few seconds. */
  readonly operational: boolean;
  /** The error it was answered with. */
  readonly failure: unknown;
}

/** A fault is an error, whoever met it. The 503 of a probe is none: the server says what it was asked. */
const levelOf = ({ status, operational, failure }: EndedRequest): 'error' | 'debug' | 'info' => {
  const failed = failure !== undefined && failure !== null;
  if (status >= 500 && (failed || !operational)) return 'error';
  return operational ? 'debug' : 'info';
};

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
    aborted: status === CLIENT_CLOSED_REQUEST || undefined,
  };
  const level = levelOf(request);
  if (level === 'error') logger.error({ ...line, err: request.failure }, 'request');
  else logger[level](line, 'request');
};
