import { sql, type Kysely } from 'kysely';

/** Creates the table of orders. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await createTables(db);
  for (const statement of indexes) await statement.execute(db);
};

const createTables = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table orders (
      id uuid constraint orders_pkey primary key,
      user_id uuid not null references users (id),
      status varchar(9) not null default 'placed',
      total numeric(19, 2) not null,
      version integer not null,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      deleted_at timestamptz(3),
      constraint orders_status_check check (status in ('placed', 'shipped', 'cancelled')),
      constraint orders_total_check check (total >= 0)
    )
  `.execute(db);
  await sql`
    create table order_items (
      order_id uuid not null constraint order_items_order_id_fkey references orders (id),
      position integer not null,
      quantity integer not null,
      unit_price numeric(19, 2) not null,
      product_id uuid not null,
      constraint order_items_pkey primary key (order_id, position),
      constraint order_items_quantity_check check (quantity >= 1 and quantity <= 1000),
      constraint order_items_unit_price_check check (unit_price >= 0),
      constraint order_items_product_id_fkey foreign key (product_id) references products (id)
    )
  `.execute(db);
};

/** Each index after the reason for it, which is its comment in the database as well. */
const indexes = [
  // Lists orders by age, which is the default order.
  sql`
    create index orders_created_at_id_idx
      on orders (created_at, id) where deleted_at is null
  `,
  sql`
    comment on index orders_created_at_id_idx
      is 'Lists orders by age, which is the default order.'
  `,
  // Lists the orders of one user.
  sql`
    create index orders_user_id_created_at_id_idx
      on orders (user_id, created_at, id)
  `,
  sql`
    comment on index orders_user_id_created_at_id_idx
      is 'Lists the orders of one user.'
  `,
  // Finds the order items that refer to a product.
  sql`
    create index order_items_product_id_idx
      on order_items (product_id)
  `,
  sql`
    comment on index order_items_product_id_idx
      is 'Finds the order items that refer to a product.'
  `,
];

/** Drops what `up` created, with everything in it. */
export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop table order_items`.execute(db);
  await sql`drop table orders`.execute(db);
};
