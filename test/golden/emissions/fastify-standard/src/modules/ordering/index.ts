import type { Platform } from '../../platform/platform.ts';
import { OrderingService } from './application/ordering-service.ts';
import { KyselyOrderBook } from './persistence/order-book-kysely.ts';

export { OrderingService } from './application/ordering-service.ts';

/** Buying, on the database of the platform. */
export const createOrdering = (platform: Platform): OrderingService =>
  new OrderingService(new KyselyOrderBook(platform.database), platform.clock);
