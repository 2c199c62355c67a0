import type { RequestHandler } from 'express';
import { watchEventLoopDelay } from '../../platform/overload/event-loop-delay.ts';
import { OverloadGuard } from '../../platform/overload/overload-guard.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Resources } from '../../platform/resources.ts';

/**
 * Lets requests wait, or answers 503 before anything is done for them, while the process has more than it can do. It
 * stands behind the routes for operators: a busy process is not a dead one, and an orchestrator that is told otherwise
 * restarts it.
 */
export const overloadProtection = ({ env }: Pick<Platform, 'env'>, resources: Resources): RequestHandler => {
  const eventLoop = watchEventLoopDelay();
  resources.own({
    close: () => {
      eventLoop.stop();
    },
  });
  const limits = {
    maxInFlight: env.OVERLOAD_MAX_IN_FLIGHT,
    maxWaiting: env.OVERLOAD_MAX_WAITING,
    maxEventLoopDelayMs: env.OVERLOAD_MAX_EVENT_LOOP_DELAY,
  };
  const guard = new OverloadGuard(limits, eventLoop);
  return (_req, res, next) => {
    const { admitted, leave } = guard.admit();
    res.once('close', leave);
    if (admitted) admitted.then(next, next);
    else next();
  };
};
