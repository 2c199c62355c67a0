import { sql, type Kysely } from 'kysely';

/** Creates the table of categories. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await createTables(db);
  for (const statement of indexes) await statement.execute(db);
};

const createTables = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table categories (
      id uuid constraint categories_pkey primary key,
      name varchar(100) not null,
      slug varchar(120) not null,
      version integer not null,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      deleted_at timestamptz(3)
    )
  `.execute(db);
};

/** Each index after the reason for it, which is its comment in the database as well. */
const indexes = [
  // No two living categories have the same name.
  sql`
    create unique index categories_name_key
      on categories (name) where deleted_at is null
  `,
  sql`
    comment on index categories_name_key
      is 'No two living categories have the same name.'
  `,
  // Lists categories by age, which is the default order.
  sql`
    create index categories_created_at_id_idx
      on categories (created_at, id) where deleted_at is null
  `,
  sql`
    comment on index categories_created_at_id_idx
      is 'Lists categories by age, which is the default order.'
  `,
  // Lists categories by name.
  sql`
    create index categories_name_id_idx
      on categories (name, id) where deleted_at is null
  `,
  sql`
    comment on index categories_name_id_idx
      is 'Lists categories by name.'
  `,
];

/** Drops what `up` created, with everything in it. */
export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop table categories`.execute(db);
};
