import { sql, type Kysely } from 'kysely';

const createIndexes = async (db: Kysely<unknown>): Promise<void> => {
  // The list, newest first.
  await db.schema
    .createIndex('audit_events_occurred_at_id_idx')
    .on('audit_events')
    .columns(['occurred_at', 'id'])
    .execute();
  // The list of what one user did.
  await db.schema
    .createIndex('audit_events_actor_id_occurred_at_id_idx')
    .on('audit_events')
    .columns(['actor_id', 'occurred_at', 'id'])
    .execute();
  // The list of one kind of event.
  await db.schema
    .createIndex('audit_events_action_occurred_at_id_idx')
    .on('audit_events')
    .columns(['action', 'occurred_at', 'id'])
    .execute();
  // The list of what was refused or failed. What succeeded is most of the log, and found without.
  await db.schema
    .createIndex('audit_events_outcome_occurred_at_id_idx')
    .on('audit_events')
    .columns(['outcome', 'occurred_at', 'id'])
    .where('outcome', '<>', 'success')
    .execute();
};

/** The owner of a table may do everything but this: the trigger stops it as well. */
const refuseChanges = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin
      raise exception 'audit_events is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
    end
    $$
  `.execute(db);
  await sql`
    create trigger audit_events_append_only before update or delete or truncate on audit_events
    for each statement execute function refuse_audit_change()
  `.execute(db);
  // The migrate command grants the backend's role no more than select and insert on tables that say so.
  await sql`comment on table audit_events is 'append-only'`.execute(db);
};

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('audit_events')
    .addColumn('sequence', 'int8', (column) => column.primaryKey())
    .addColumn('id', 'uuid', (column) => column.notNull())
    .addColumn('occurred_at', sql`timestamptz(3)`, (column) => column.notNull())
    // No foreign key: events outlive the user.
    .addColumn('actor_id', 'uuid')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('resource', 'text')
    .addColumn('resource_id', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('request_id', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addUniqueConstraint('audit_events_id_key', ['id'])
    // A chain has no branches.
    .addUniqueConstraint('audit_events_previous_hash_key', ['previous_hash'])
    .addCheckConstraint('audit_events_sequence_check', sql`sequence > 0`)
    .addCheckConstraint('audit_events_outcome_check', sql`outcome in ('success', 'denied', 'failure')`)
    .execute();
  await createIndexes(db);
  await refuseChanges(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('audit_events').execute();
  await sql`drop function refuse_audit_change()`.execute(db);
};
