import { sql, type Kysely } from 'kysely';

const createPasswordCredentials = (db: Kysely<unknown>): Promise<void> =>
  db.schema
    .createTable('password_credentials')
    .addColumn('user_id', 'uuid', (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    // PHC string format: algorithm, parameters, salt and hash.
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('changed_at', sql`timestamptz(3)`, (column) => column.notNull())
    .execute();

const createSessions = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'uuid', (column) => column.primaryKey())
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('agent', 'text')
    .addColumn('created_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('last_used_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('authenticated_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('expires_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('ended_at', sql`timestamptz(3)`)
    .addCheckConstraint('sessions_expires_later', sql`expires_at > created_at`)
    .execute();

  // The sign-ins of a user: the list, signing out of the others, and what goes with the user.
  await db.schema.createIndex('sessions_user_id_idx').on('sessions').columns(['user_id', 'created_at']).execute();

  // What can be purged.
  await db.schema.createIndex('sessions_expires_at_idx').on('sessions').column('expires_at').execute();
};

const createOneTimeTokens = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('one_time_tokens')
    // SHA-256 of what was mailed.
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'uuid', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('sent_to', 'text', (column) => column.notNull())
    .addColumn('payload', 'jsonb', (column) => column.notNull())
    .addColumn('created_at', sql`timestamptz(3)`, (column) => column.notNull())
    .addColumn('expires_at', sql`timestamptz(3)`, (column) => column.notNull())
    .execute();

  // The tokens of a user: to withdraw them.
  await db.schema
    .createIndex('one_time_tokens_user_id_purpose_idx')
    .on('one_time_tokens')
    .columns(['user_id', 'purpose', 'created_at'])
    .execute();

  // The tokens mailed to an address: to limit them.
  await db.schema
    .createIndex('one_time_tokens_sent_to_purpose_idx')
    .on('one_time_tokens')
    .columns(['sent_to', 'purpose', 'created_at'])
    .execute();

  // What can be purged.
  await db.schema.createIndex('one_time_tokens_expires_at_idx').on('one_time_tokens').column('expires_at').execute();
};

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await createPasswordCredentials(db);
  await createSessions(db);
  await createOneTimeTokens(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('one_time_tokens').execute();
  await db.schema.dropTable('sessions').execute();
  await db.schema.dropTable('password_credentials').execute();
};
