import { Reflector } from '@nestjs/core';
import type { Operation } from '../../platform/http/operation.ts';

/** What a route is for. */
export interface RouteContract {
  /** Its pattern, such as `/api/v1/products/:id`; `undefined` for what no route matches. */
  readonly route: string | undefined;
  readonly operation: Operation | undefined;
  /** For those who run the server, such as a probe: no limits, no envelope. */
  readonly operational: boolean;
}

/** Gives a route its contract. A route without one is not served, and the application does not start with it. */
export const Contract = Reflector.createDecorator<RouteContract>();
