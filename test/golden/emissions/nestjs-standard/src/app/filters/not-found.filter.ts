import { Catch, Injectable, NotFoundException, type ArgumentsHost } from '@nestjs/common';
import { NotFoundError, type AppError } from '../../platform/errors.ts';
import { targetFault } from '../../platform/http/request-target.ts';
import { MethodNotAllowedError } from '../../platform/http/transport-errors.ts';
import { exchangeOf, requestOf } from '../http/exchange.ts';
import { pathOf } from '../http/path.ts';
import { urlOf } from '../http/request.ts';
import { FailureFilter } from './failure.filter.ts';

/** Tells a path without routes from one that has other methods, which Nest does not. */
@Injectable()
@Catch(NotFoundException)
export class NotFoundFilter extends FailureFilter {
  override catch(cause: NotFoundException, host: ArgumentsHost): void {
    super.catch(this.#refusalOf(cause, host), host);
  }

  #refusalOf(cause: NotFoundException, host: ArgumentsHost): AppError {
    // No guard has looked at it when the method is one that Nest does not route.
    const fault = targetFault(urlOf(requestOf(host)));
    if (fault) return fault;
    // A handler that finds nothing throws it too, and its path has a route.
    const hasRoute = exchangeOf(host).contract?.route !== undefined;
    const methods = hasRoute ? [] : this.routes.methodsOf(pathOf(requestOf(host)));
    return methods.length > 0 ? new MethodNotAllowedError(methods) : new NotFoundError(undefined, { cause });
  }
}
