import type { Selectable } from 'kysely';
import type { Db } from '../../../platform/database/database.ts';
import { prepare } from '../../../platform/database/prepare.ts';
import { prepareKeysetPage } from '../../../platform/database/prepared-keyset.ts';
import type { Page, PageRequest } from '../../../platform/pagination.ts';
import type { OrderFilters, OrderRepository, OrderSort } from '../application/order-repository.ts';
import type { Order } from '../domain/order.ts';
import { readOrderItems } from './order-parts.ts';
import type { OrdersTable } from './orders-table.ts';

type Row = Omit<Selectable<OrdersTable>, 'deleted_at'>;

const columns = ['id', 'user_id', 'status', 'total', 'version', 'created_at', 'updated_at'] as const;

const sortColumns = { createdAt: 'created_at' } as const;

const toOrder = (row: Row, items: Order['items']): Order => ({
  id: row.id,
  userId: row.user_id,
  status: row.status,
  total: row.total,
  items,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Orders in PostgreSQL. */
export class KyselyOrderRepository implements OrderRepository {
  readonly #byId;
  readonly #page;

  constructor(private readonly database: Db) {
    this.#byId = prepare(database, ({ id }: { id: string }) => this.#living().select(columns).where('id', '=', id));
    this.#page = prepareKeysetPage(database, (filters: OrderFilters) => this.#matching(filters), {
      columns: sortColumns,
      map: (row: Row) => row,
    });
  }

  async findById(id: string): Promise<Order | undefined> {
    const {
      rows: [row],
    } = await this.#byId({ id });
    return row && (await this.#whole([row]))[0];
  }

  async list(filters: OrderFilters, request: PageRequest<OrderSort>): Promise<Page<Order>> {
    const page = await this.#page(filters, request);
    return { ...page, items: await this.#whole(page.items) };
  }

  async #whole(rows: readonly Row[]): Promise<Order[]> {
    const ids = rows.map((row) => row.id);
    const items = await readOrderItems(this.database, ids);
    return rows.map((row) => toOrder(row, items.get(row.id) ?? []));
  }

  #matching(filters: OrderFilters) {
    let query = this.#living().select(columns);
    if (filters.userId !== undefined) {
      query = query.where('user_id', '=', filters.userId);
    }
    return query;
  }

  #living() {
    return this.database.selectFrom('orders').where('deleted_at', 'is', null);
  }
}
