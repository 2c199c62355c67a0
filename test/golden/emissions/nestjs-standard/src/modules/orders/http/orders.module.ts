import { Module } from '@nestjs/common';
import { PLATFORM } from '../../../app/tokens.ts';
import type { Operation } from '../../../platform/http/operation.ts';
import { UsersModule } from '../../users/http/users.module.ts';
import { OrderService, createOrders } from '../index.ts';
import { ordersOperations } from './orders-operations.ts';
import { OrdersController } from './orders.controller.ts';

/** Serves orders. */
@Module({
  imports: [UsersModule],
  controllers: [OrdersController],
  providers: [{ provide: OrderService, inject: [PLATFORM], useFactory: createOrders }],
  exports: [OrderService],
})
export class OrdersModule {
  static readonly operations: readonly Operation[] = ordersOperations;
}
