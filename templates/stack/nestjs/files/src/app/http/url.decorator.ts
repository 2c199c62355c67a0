import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { requestOf } from './exchange.ts';
import { urlOf } from './request.ts';

/** Path and query string as the client sent them. */
export const Url = createParamDecorator((_data: unknown, context: ExecutionContext) => urlOf(requestOf(context)));
