import type { FastifyInstance } from 'fastify';
import type { Operation } from '../platform/http/operation.ts';
import type { Platform } from '../platform/platform.ts';

/** What a module brings to the server. */
export interface HttpModule {
  readonly name: string;
  /** Its contract, for the OpenAPI document. */
  readonly operations: readonly Operation[];
  /** Makes the module's use cases and mounts a route for each operation. */
  readonly routes: (platform: Platform) => (app: FastifyInstance) => void;
}
