import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { UnauthenticatedError } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { exchangeOf } from './exchange.ts';

/**
 * Who calls, for routes that need somebody: `@Caller() caller: Principal`.
 *
 * @throws UnauthenticatedError on a route that anybody may call and nobody in particular did
 */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = exchangeOf(context);
  if (!principal) throw new UnauthenticatedError();
  return principal;
});
