import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Client } from '../../modules/auth/index.ts';
import { requestOf } from './exchange.ts';
import { addressOf } from './request.ts';

/** Where a request came from: `@Sender() sender: Client`. */
export const Sender = createParamDecorator((_data: unknown, context: ExecutionContext): Client => {
  const request = requestOf(context);
  return { address: addressOf(request), agent: request.headers['user-agent'] };
});
