import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('claim_id', 'uuid', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('lease_ends_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('expires_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('carried_out', 'boolean', (column) => column.notNull().defaultTo(false))
    .addColumn('status', 'int2')
    .addColumn('headers', 'jsonb')
    .addColumn('body', 'text')
    .addPrimaryKeyConstraint('idempotency_keys_pkey', ['scope', 'key'])
    .addCheckConstraint(
      'idempotency_keys_answer_check',
      sql`(status is null) = (headers is null) and (status is null) = (body is null)`,
    )
    .execute();
  // Purge: finds the rows that have expired.
  await db.schema.createIndex('idempotency_keys_expires_at_idx').on('idempotency_keys').column('expires_at').execute();
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('idempotency_keys').execute();
};
