import { expect, it } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { administer } from '../../support/database-server.ts';

it('every foreign key has an index of all rows, by which the database finds what refers to a row', async () => {
  const database = await createTestDatabase();
  try {
    const { rows } = await administer(database.adminUrl, (client) =>
      client.query(`
        select format('%s.%s', conrelid::regclass, attname) as column
          from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
         where contype = 'f' and not exists (
           select from pg_index
            where indrelid = conrelid and indkey[0] = conkey[1] and indpred is null and indisvalid
         )`),
    );
    expect(rows).toEqual([]);
  } finally {
    await database.close();
  }
});
