import { sql, type Kysely } from 'kysely';

/** Creates the table of notes. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await createTables(db);
  for (const statement of indexes) await statement.execute(db);
};

const createTables = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table notes (
      id uuid constraint notes_pkey primary key,
      title varchar(200) not null,
      body varchar(10000),
      is_pinned boolean not null default false,
      version integer not null,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      deleted_at timestamptz(3),
      search_vector tsvector not null generated always as (to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(body, ''))) stored
    )
  `.execute(db);
};

/** Each index after the reason for it, which is its comment in the database as well. */
const indexes = [
  // Lists notes by age, which is the default order.
  sql`
    create index notes_created_at_id_idx
      on notes (created_at, id) where deleted_at is null
  `,
  sql`
    comment on index notes_created_at_id_idx
      is 'Lists notes by age, which is the default order.'
  `,
  // Lists the notes that are pinned, or those that are not.
  sql`
    create index notes_is_pinned_created_at_id_idx
      on notes (is_pinned, created_at, id) where deleted_at is null
  `,
  sql`
    comment on index notes_is_pinned_created_at_id_idx
      is 'Lists the notes that are pinned, or those that are not.'
  `,
  // Lists notes by title.
  sql`
    create index notes_title_id_idx
      on notes (title, id) where deleted_at is null
  `,
  sql`
    comment on index notes_title_id_idx
      is 'Lists notes by title.'
  `,
  // Finds notes by their words.
  sql`
    create index notes_search_vector_idx
      on notes using gin (search_vector)
  `,
  sql`
    comment on index notes_search_vector_idx
      is 'Finds notes by their words.'
  `,
];

/** Drops what `up` created, with everything in it. */
export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop table notes`.execute(db);
};
