import type { FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import { failureOfStatus, otherMethods } from '../../platform/http/status-failure.ts';
import { methodsOf } from './methods.ts';

const statusOf = (error: object): number =>
  'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/** Says what Fastify or a plugin refused in the words of the application. Any other error is returned as it is. */
export const translateFrameworkError = (
  error: unknown,
  request: Pick<FastifyRequest, 'server' | 'url' | 'method'>,
): unknown => {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  return failureOfStatus(statusOf(error), error, { methods: () => otherMethods(methodsOf(request), request.method) });
};
