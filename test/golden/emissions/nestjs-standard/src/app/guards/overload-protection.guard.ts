import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Platform } from '../../platform/platform.ts';
import { exchangeOf } from '../http/exchange.ts';
import { PLATFORM } from '../tokens.ts';

/** Answers 503 before anything is done for a request, while the process has more than it can do. */
@Injectable()
export class OverloadProtectionGuard implements CanActivate {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  canActivate(context: ExecutionContext): boolean {
    // A busy process is not a dead one: an orchestrator that is told otherwise restarts it.
    if (exchangeOf(context).contract?.operational !== true) this.platform.overload.requireRoom();
    return true;
  }
}
