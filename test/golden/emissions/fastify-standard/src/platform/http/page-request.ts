import { decodeCursor, type PageRequest, type SortOrder } from '../pagination.ts';

interface PageQuery<Field extends string> {
  readonly limit: number;
  readonly sort: SortOrder<Field>;
  readonly cursor?: string | undefined;
  readonly include?: 'total' | undefined;
}

/**
 * What the query of a list asks for, in the words of the application.
 *
 * @throws MalformedRequestError when the cursor is not one of ours, or belongs to another order
 */
export const pageRequest = <Field extends string>({
  limit,
  sort,
  cursor,
  include,
}: PageQuery<Field>): PageRequest<Field> => ({
  limit,
  sort,
  cursor: cursor === undefined ? undefined : decodeCursor(cursor, sort),
  includeTotal: include === 'total',
});
