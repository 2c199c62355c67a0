import { Inject, Injectable, type CanActivate, type ExecutionContext, type OnModuleDestroy } from '@nestjs/common';
import { watchEventLoopDelay } from '../../platform/overload/event-loop-delay.ts';
import { OverloadGuard } from '../../platform/overload/overload-guard.ts';
import type { Platform } from '../../platform/platform.ts';
import { exchangeOf } from '../http/exchange.ts';
import { PLATFORM } from '../tokens.ts';

/** Lets requests wait, or answers 503 before anything is done for them, while the process has more than it can do. */
@Injectable()
export class OverloadProtectionGuard implements CanActivate, OnModuleDestroy {
  readonly #eventLoop = watchEventLoopDelay();
  readonly #overload: OverloadGuard;

  constructor(@Inject(PLATFORM) { env }: Platform) {
    const limits = {
      maxInFlight: env.OVERLOAD_MAX_IN_FLIGHT,
      maxWaiting: env.OVERLOAD_MAX_WAITING,
      maxEventLoopDelayMs: env.OVERLOAD_MAX_EVENT_LOOP_DELAY,
    };
    this.#overload = new OverloadGuard(limits, this.#eventLoop);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // A busy process is not a dead one: an orchestrator that is told otherwise restarts it.
    const exchange = exchangeOf(context);
    if (exchange.contract?.operational === true) return true;
    const { admitted, leave } = this.#overload.admit();
    exchange.atEnd(leave);
    return admitted ? admitted.then(() => true) : true;
  }

  onModuleDestroy(): void {
    this.#eventLoop.stop();
  }
}
