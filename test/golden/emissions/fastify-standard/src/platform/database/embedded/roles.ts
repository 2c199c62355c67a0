import type pg from 'pg';

interface Role {
  readonly name: string;
  readonly password: string;
}

export interface Roles {
  /** Owns the database and its tables: migrations run as this role. */
  readonly owner: Role;
  /** What the backend runs as. What it may do is granted by the migrate command. */
  readonly application: Role;
}

/** Makes the roles and the database when they are missing. */
export const makeRoles = async (client: pg.Client, { owner, application }: Roles): Promise<void> => {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', ['app']);
  if (rowCount !== 0) return;
  for (const { name, password } of [owner, application]) {
    const role = client.escapeIdentifier(name);
    const exists = await client.query('select 1 from pg_roles where rolname = $1', [name]);
    if (exists.rowCount === 0) await client.query('create role ' + role + ' login');
    await client.query('alter role ' + role + ' password ' + client.escapeLiteral(password));
  }
  await client.query('create database app owner ' + client.escapeIdentifier(owner.name));
};
