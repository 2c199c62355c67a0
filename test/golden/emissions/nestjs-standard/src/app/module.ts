import type { Type } from '@nestjs/common';
import type { Operation } from '../platform/http/operation.ts';

/** A Nest module that serves operations. */
export interface HttpModule extends Type {
  /** Its contract, for the OpenAPI document. */
  readonly operations: readonly Operation[];
}
