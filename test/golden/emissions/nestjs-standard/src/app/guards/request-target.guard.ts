import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { targetFault } from '../../platform/http/request-target.ts';
import { requestOf } from '../http/exchange.ts';
import { urlOf } from '../http/request.ts';

/** Refuses URLs that mean nothing: after they were counted, and before anything reads them. */
@Injectable()
export class RequestTargetGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const fault = targetFault(urlOf(requestOf(context)));
    if (fault) throw fault;
    return true;
  }
}
