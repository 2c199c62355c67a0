import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The name does not do for a migration. */
export class MigrationNameError extends Error {
  constructor(name: string) {
    super(
      `"${name}" is no name for a migration: use small letters, digits and underscores, such as add_price_to_products.`,
    );
    this.name = 'MigrationNameError';
  }
}

const skeleton = `import { sql, type Kysely } from 'kysely';

// All migrations that are pending run in one transaction. While the old version of the backend still runs, only add:
// new columns nullable or with a default, and remove what nobody uses any more in a later migration.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql\`select 1\`.execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql\`select 1\`.execute(db);
};
`;

/** Adds a migration with the next number. @returns its path @throws MigrationNameError */
export const makeMigration = async (folder: string, name: string): Promise<string> => {
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(name)) throw new MigrationNameError(name);
  await mkdir(folder, { recursive: true });
  const numbers = (await readdir(folder)).map((file) => Number.parseInt(file, 10)).filter(Number.isInteger);
  const next = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
  const file = join(folder, `${next}_${name}.ts`);
  await writeFile(file, skeleton, { flag: 'wx' });
  return file;
};
