import { Controller, Headers, Inject } from '@nestjs/common';
import { Caller } from '../../../app/http/caller.decorator.ts';
import { Input } from '../../../app/http/input.decorator.ts';
import { Operation } from '../../../app/http/operation.decorator.ts';
import type { InputOf } from '../../../app/http/request-input.ts';
import { acceptIfMatch } from '../../../platform/http/conditional.ts';
import type { Principal } from '../../../platform/principal.ts';
import { presentOrder } from '../../orders/index.ts';
import { OrderingService } from '../application/ordering-service.ts';
import { cancelOrder, placeOrder } from './ordering-operations.ts';

/** Answers the operations of ordering. */
@Controller()
export class OrderingController {
  constructor(@Inject(OrderingService) private readonly ordering: OrderingService) {}

  @Operation(placeOrder)
  async place(@Input() { body }: InputOf<typeof placeOrder>, @Caller() caller: Principal) {
    return presentOrder(await this.ordering.place(body.items, caller.userId));
  }

  @Operation(cancelOrder)
  async cancel(
    @Input() { params }: InputOf<typeof cancelOrder>,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() caller: Principal,
  ) {
    return presentOrder(await this.ordering.cancel(params.id, caller.userId, acceptIfMatch(ifMatch)));
  }
}
