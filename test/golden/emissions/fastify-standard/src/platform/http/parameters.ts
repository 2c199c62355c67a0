import { z } from 'zod';
import { longestCursor } from '../pagination.ts';

/*
 * Schemas for values that arrive as text in a URL. Each accepts one spelling of a value and nothing else: an empty
 * string is not 0, `0x10` and `1e3` are not numbers, and a parameter given twice is refused.
 */

const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;

/** A whole number. The OpenAPI document shows it as an integer. */
export const integerParameter = ({ min, max }: { min: number; max: number }) =>
  z
    .string()
    .regex(INTEGER, 'Must be a whole number.')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .meta({ type: 'integer', minimum: min, maximum: max });

/** A decimal number, such as a price. It stays text, because a binary fraction cannot hold every decimal one. */
export const decimalParameter = ({ scale = 2 }: { scale?: number } = {}) => {
  const pattern = `^-?(?:0|[1-9]\\d{0,11})(?:\\.\\d{1,${scale}})?$`;
  return z.string().regex(new RegExp(pattern), `Must be a number with at most ${scale} decimal places.`);
};

/** `true` or `false`. */
export const booleanParameter = () =>
  z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .meta({ type: 'boolean', enum: undefined });

/** A list: the parameter once or repeated (`?tag=a&tag=b`), at most 50 values. */
export const listParameter = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).min(1).max(50));

/** One field to sort by, with `-` in front for descending. */
export const sortParameter = <const Field extends string>(
  fields: readonly [Field, ...Field[]],
  byDefault: NoInfer<Field | `-${Field}`>,
) => {
  const [first] = fields;
  return z
    .enum(fields.flatMap((field): string[] => [field, `-${field}`]))
    .default(byDefault)
    .transform((value) => {
      const descending = value.startsWith('-');
      const name = descending ? value.slice(1) : value;
      return { field: fields.find((field) => field === name) ?? first, descending };
    });
};

/** An identifier in a path or a filter, in the one spelling in which it is compared. */
export const idParameter = () => z.uuid().toLowerCase();

/** What every collection takes: spread it into the strict object of the query. */
export const pageParameters = {
  limit: integerParameter({ min: 1, max: 100 }).default(20).meta({ default: 20, description: 'Size of a page.' }),
  // Whatever is wrong with a cursor is said by `decodeCursor`, and in one way.
  cursor: z
    .string()
    .optional()
    .meta({ description: '`nextCursor` or `prevCursor` of another page.', minLength: 1, maxLength: longestCursor }),
  include: z.enum(['total']).optional().meta({ description: '`total` counts all rows, which takes time.' }),
};
