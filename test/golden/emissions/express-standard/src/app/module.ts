import type { Router } from 'express';
import type { Operation } from '../platform/http/operation.ts';
import type { Platform } from '../platform/platform.ts';

/** What a module brings to the server. */
export interface HttpModule {
  readonly name: string;
  /** Its contract: what is served, and documented. */
  readonly operations: readonly Operation[];
  /** Makes the module's use cases, and a router with a route for each operation. */
  readonly routes: (platform: Platform) => Router;
}
