import { Catch, Inject, Injectable, UnauthorizedException, type ArgumentsHost } from '@nestjs/common';
import { AccessControl } from '../../platform/access-control.ts';
import { UnauthenticatedError } from '../../platform/errors.ts';
import { responseOf } from '../http/exchange.ts';
import { FailureFilter } from './failure.filter.ts';

/** Tells a caller who was not recognized how to be (RFC 9110, section 11.6.1). */
@Injectable()
@Catch(UnauthenticatedError, UnauthorizedException)
export class UnauthenticatedFilter extends FailureFilter {
  constructor(@Inject(AccessControl) private readonly accessControl: AccessControl) {
    super();
  }

  override catch(error: UnauthenticatedError | UnauthorizedException, host: ArgumentsHost): void {
    responseOf(host).header('www-authenticate', this.accessControl.challenge);
    super.catch(error, host);
  }
}
