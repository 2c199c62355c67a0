import type { ArgumentsHost } from '@nestjs/common';
import { exchangeOf, requestOf } from './exchange.ts';
import { pathOf } from './path.ts';

/** The path a rule goes by: the pattern of the route, or the path that the client asked for when no route matches. */
export const requestPath = (context: ArgumentsHost): string =>
  exchangeOf(context).contract?.route ?? pathOf(requestOf(context));
