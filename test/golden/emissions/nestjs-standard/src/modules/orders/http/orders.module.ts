import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { UserService, createUsers } from '../../users/index.ts';
import { OrderService, createOrders } from '../index.ts';
import { ordersOperations } from './orders-operations.ts';
import { OrdersController } from './orders.controller.ts';

/** Serves orders. */
@Module({
  controllers: [OrdersController],
  providers: [
    { provide: OrderService, inject: [PLATFORM], useFactory: createOrders },
    { provide: UserService, inject: [PLATFORM], useFactory: createUsers },
  ],
})
export class OrdersModule {
  static readonly operations: readonly Operation[] = ordersOperations;
}
