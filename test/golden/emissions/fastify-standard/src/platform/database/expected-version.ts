import { sql, type Expression } from 'kysely';
import type { ExpectedVersion } from '../expected-version.ts';

/** What the version of a row has to equal: one of those that a change expects, or itself. */
export const among = (expected: ExpectedVersion): Expression<number> =>
  expected === 'any' ? sql.ref<number>('version') : sql<number>`any(${expected}::integer[])`;
