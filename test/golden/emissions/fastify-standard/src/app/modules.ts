import type { HttpModule } from './module.ts';
import { categoriesModule } from '../modules/categories/http/module.ts';
import { productsModule } from '../modules/products/http/module.ts';
import { ordersModule } from '../modules/orders/http/module.ts';
import { usersModule } from '../modules/users/http/module.ts';
import { authModule } from '../modules/auth/http/module.ts';
import { tokensModule } from '../modules/tokens/http/module.ts';
import { orderingModule } from '../modules/ordering/http/module.ts';
import { auditEventsModule } from '../modules/audit-events/http/module.ts';

/** The modules of this backend. `npm run generate resource` adds to them. */
export const modules: readonly HttpModule[] = [
  categoriesModule,
  productsModule,
  ordersModule,
  usersModule,
  authModule,
  tokensModule,
  orderingModule,
  auditEventsModule,
];
