import type { HttpModule } from './module.ts';
import { CategoriesModule } from '../modules/categories/http/categories.module.ts';
import { ProductsModule } from '../modules/products/http/products.module.ts';
import { OrdersModule } from '../modules/orders/http/orders.module.ts';
import { UsersModule } from '../modules/users/http/users.module.ts';
import { AuthModule } from '../modules/auth/http/auth.module.ts';
import { TokensModule } from '../modules/tokens/http/tokens.module.ts';
import { OrderingModule } from '../modules/ordering/http/ordering.module.ts';
import { AuditEventsModule } from '../modules/audit-events/http/audit-events.module.ts';

/** The modules of this backend. `npm run generate resource` adds to them. */
export const modules: readonly HttpModule[] = [
  CategoriesModule,
  ProductsModule,
  OrdersModule,
  UsersModule,
  AuthModule,
  TokensModule,
  OrderingModule,
  AuditEventsModule,
];
