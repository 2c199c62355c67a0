import { MalformedRequestError } from './errors.ts';

/** The order of a collection; equal values are ordered by id, in the same direction. */
export interface SortOrder<Field extends string = string> {
  readonly field: Field;
  readonly descending: boolean;
}

/**
 * A place between two rows of an ordered collection, named by the row next to it. Unlike an offset it stays where it
 * is while rows come and go.
 */
export interface Cursor {
  /** The page lies after (`forward`) or before (`backward`) this row. */
  readonly direction: 'forward' | 'backward';
  /** What the row has in the sort field, as the database prints it; `null` when it has nothing there. */
  readonly value: string | null;
  readonly id: string;
}

/** What a client asks of a collection. */
export interface PageRequest<Field extends string = string> {
  readonly limit: number;
  readonly sort: SortOrder<Field>;
  readonly cursor?: Cursor | undefined;
  /** Counting costs a scan: only on request. */
  readonly includeTotal: boolean;
}

/** One page of a collection, in the order asked for whatever the direction of travel. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Whether rows follow this page. */
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
  readonly prevCursor: string | null;
  readonly total?: number;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/**
 * In characters: enough for the longest text that is sorted by. Its 650 take at most six bytes each in JSON, a name and
 * an id come to them, and base64 makes four characters of three bytes.
 */
export const longestCursor = 5400;

const nameOf = ({ field, descending }: SortOrder): string => `${descending ? '-' : ''}${field}`;

/** Writes a cursor as an opaque string for a URL. It names the sort order, which must not change between two pages. */
export const encodeCursor = ({ direction, value, id }: Cursor, sort: SortOrder): string =>
  Buffer.from(JSON.stringify([nameOf(sort), direction === 'forward' ? 1 : 0, value, id])).toString('base64url');

/**
 * Reads a cursor that a client sent back.
 *
 * @throws MalformedRequestError on the field `cursor` when it is not one of ours, or belongs to another sort order
 */
export const decodeCursor = (text: string, sort: SortOrder): Cursor => {
  const [name, forward, value, id, ...rest] = partsOf(text);
  const wellFormed =
    rest.length === 0 &&
    (forward === 0 || forward === 1) &&
    (value === null || typeof value === 'string') &&
    typeof id === 'string' &&
    uuid.test(id);
  if (!wellFormed) throw malformedCursor();
  if (name !== nameOf(sort)) {
    throw new MalformedRequestError('The cursor belongs to another sort order: start again from the first page.', {
      field: 'cursor',
    });
  }
  return { direction: forward === 1 ? 'forward' : 'backward', value, id };
};

const partsOf = (text: string): readonly unknown[] => {
  if (text.length > longestCursor) throw malformedCursor();
  try {
    const bytes = Buffer.from(text, 'base64url');
    const parts: unknown = JSON.parse(bytes.toString('utf8'));
    // Node reads over whatever is not of the alphabet: what was made here has one spelling.
    return Array.isArray(parts) && bytes.toString('base64url') === text ? parts : [];
  } catch (cause) {
    throw malformedCursor(cause);
  }
};

/** What the client gets to hear about a cursor that was not made here. */
export const malformedCursor = (cause?: unknown): MalformedRequestError =>
  new MalformedRequestError('The cursor is not valid: use one from the links of a page.', { field: 'cursor', cause });
