import { sql, type Kysely } from 'kysely';

/** Creates the table of products. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await createTables(db);
  for (const statement of indexes) await statement.execute(db);
};

const createTables = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table products (
      id uuid constraint products_pkey primary key,
      name varchar(200) not null,
      description varchar(10000),
      price numeric(19, 2) not null,
      stock integer not null default 0,
      is_active boolean not null default true,
      category_id uuid not null,
      version integer not null,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      deleted_at timestamptz(3),
      search_vector tsvector not null generated always as (to_tsvector('simple', coalesce(name, '') || ' ' || coalesce(description, ''))) stored,
      constraint products_price_check check (price >= 0),
      constraint products_stock_check check (stock >= 0),
      constraint products_category_id_fkey foreign key (category_id) references categories (id)
    )
  `.execute(db);
};

/** Each index after the reason for it, which is its comment in the database as well. */
const indexes = [
  // Lists products by age, which is the default order.
  sql`
    create index products_created_at_id_idx
      on products (created_at, id) where deleted_at is null
  `,
  sql`
    comment on index products_created_at_id_idx
      is 'Lists products by age, which is the default order.'
  `,
  // Lists the products that are active, or those that are not.
  sql`
    create index products_is_active_created_at_id_idx
      on products (is_active, created_at, id) where deleted_at is null
  `,
  sql`
    comment on index products_is_active_created_at_id_idx
      is 'Lists the products that are active, or those that are not.'
  `,
  // Lists the products with a given category.
  sql`
    create index products_category_id_created_at_id_idx
      on products (category_id, created_at, id)
  `,
  sql`
    comment on index products_category_id_created_at_id_idx
      is 'Lists the products with a given category.'
  `,
  // Lists products by name.
  sql`
    create index products_name_id_idx
      on products (name, id) where deleted_at is null
  `,
  sql`
    comment on index products_name_id_idx
      is 'Lists products by name.'
  `,
  // Lists products by price, and those in a range of it.
  sql`
    create index products_price_id_idx
      on products (price, id) where deleted_at is null
  `,
  sql`
    comment on index products_price_id_idx
      is 'Lists products by price, and those in a range of it.'
  `,
  // Finds products by their words.
  sql`
    create index products_search_vector_idx
      on products using gin (search_vector)
  `,
  sql`
    comment on index products_search_vector_idx
      is 'Finds products by their words.'
  `,
];

/** Drops what `up` created, with everything in it. */
export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop table products`.execute(db);
};
