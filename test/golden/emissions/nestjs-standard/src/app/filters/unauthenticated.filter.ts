import { Catch, Inject, Injectable, type ArgumentsHost } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import { AppError } from '../../platform/errors.ts';
import { responseOf } from '../http/exchange.ts';
import { RouteTable } from '../http/route-table.ts';
import { FailureFilter } from './failure.filter.ts';

/** Tells callers who are turned away for want of credentials, by whomever, which kinds there are. */
@Injectable()
@Catch()
export class UnauthenticatedFilter extends FailureFilter {
  constructor(
    @Inject(RouteTable) routes: RouteTable,
    @Inject(AccessControl) private readonly accessControl: AccessControl,
  ) {
    super(routes);
  }

  protected override answer(failure: unknown, host: ArgumentsHost): void {
    if (failure instanceof AppError && failure.kind === 'unauthenticated') {
      responseOf(host).header('www-authenticate', this.accessControl.challenge(failure));
    }
    super.answer(failure, host);
  }
}
