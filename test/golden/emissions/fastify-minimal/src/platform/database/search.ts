import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * Whether the column `search_vector` has the words of a web search, such as `some words "a phrase" -without`.
 *
 * A search that excludes words without looking for one finds nothing: nearly all rows would match, and the index knows
 * only what is in a row. `querytree` is what the index can look for; PostgreSQL compares it once, before it reads rows.
 */
export const matchesWords = (search: string): RawBuilder<SqlBool> => {
  const query = sql`websearch_to_tsquery('simple', ${search})`;
  return sql<SqlBool>`(querytree(${query}) <> 'T' and search_vector @@ ${query})`;
};
