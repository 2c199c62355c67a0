import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { createOrdering, OrderingService } from '../index.ts';
import { orderingOperations } from './ordering-operations.ts';
import { OrderingController } from './ordering.controller.ts';

/** Serves ordering. */
@Module({
  controllers: [OrderingController],
  providers: [{ provide: OrderingService, inject: [PLATFORM], useFactory: createOrdering }],
})
export class OrderingModule {
  static readonly operations: readonly Operation[] = orderingOperations;
}
