import { sql, type Kysely } from 'kysely';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('users')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    // In lower case, so that one mailbox has one account; its key also serves the list by address.
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('first_name', 'text', (column) => column.notNull())
    .addColumn('last_name', 'text', (column) => column.notNull())
    .addColumn('roles', sql`text[]`, (column) => column.notNull())
    .addColumn('is_active', 'boolean', (column) => column.notNull().defaultTo(true))
    .addColumn('email_verified_at', sql`timestamptz(3)`)
    .addColumn('sign_in_epoch', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', sql`timestamptz(3)`, (column) => column.notNull().defaultTo(sql`now()`))
    .addColumn('updated_at', sql`timestamptz(3)`, (column) => column.notNull().defaultTo(sql`now()`))
    .addUniqueConstraint('users_email_key', ['email'])
    .addCheckConstraint('users_email_is_canonical', sql`email = lower(email) and length(email) <= 254`)
    .addCheckConstraint('users_names_length', sql`length(first_name) <= 100 and length(last_name) <= 100`)
    .addCheckConstraint('users_has_role', sql`cardinality(roles) > 0`)
    .execute();

  // The list of accounts, newest first.
  await db.schema.createIndex('users_created_at_id_idx').on('users').columns(['created_at', 'id']).execute();

  // Who has a role: the filter of the list, and the lock on the administrators.
  await db.schema.createIndex('users_roles_idx').on('users').using('gin').column('roles').execute();
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('users').execute();
};
