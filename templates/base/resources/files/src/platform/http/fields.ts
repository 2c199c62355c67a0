import { z } from 'zod';
import { isJsonValue, isStorable, type JsonValue } from '../json.ts';

/*
 * Schemas for the kinds of values that resources have. Each takes exactly what its column can hold, so that nothing a
 * client sends can make the database refuse a statement, or store something else.
 */

const unstorable = 'Must be whole Unicode characters, without U+0000.';

interface TextOptions {
  readonly max: number;
  readonly min?: number;
  readonly pattern?: RegExp;
}

/**
 * Text without blanks around it, composed (NFC): letters that look the same are the same, however they were typed.
 * Lengths count characters (code points), after that.
 */
export const text = ({ max, min = 0, pattern }: TextOptions) => {
  const bounded = z.string().normalize('NFC').trim().min(min).max(max);
  return (pattern === undefined ? bounded : bounded.regex(pattern)).refine(isStorable, unstorable);
};

const EXCLUDED = /(?:^|\s)-\s*(?:"[^"]*"?|\S*)/g;
const WORD = /[\p{L}\p{N}\p{S}]/u;

/** Where a part between two `or` only excludes words, nearly all rows match, which no index makes quick. */
const looksForWords = (search: string): boolean =>
  search.split(/\sor\s/i).every((part) => WORD.test(part.replaceAll(EXCLUDED, ' ')));

/** What is looked for, in the syntax of a web search: `some words "a phrase" this or that -without`. */
export const searchWords = () =>
  text({ min: 1, max: 200 }).refine(looksForWords, 'Must name a word to look for, also on both sides of an "or".');

/** A part of a web address: lower-case words joined by hyphens. */
export const slug = ({ max }: { readonly max: number }) =>
  z
    .string()
    .max(max)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Must be lower-case letters and digits, joined by single hyphens.');

/** An e-mail address of at most 254 characters (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
export const emailAddress = () => z.email().max(254);

/** An absolute address of the web. Other schemes, such as `javascript:`, are refused. */
export const webAddress = () =>
  z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine(isStorable, unstorable);

interface DecimalOptions {
  readonly min?: string;
  readonly max?: string;
}

const decimal = (scale: number, { min, max }: DecimalOptions) => {
  const [sign, kind] = min !== undefined && Number(min) >= 0 ? ['', ', not negative,'] : ['-?', ''];
  return z
    .string()
    .regex(
      new RegExp(`^${sign}(?:0|[1-9]\\d{0,11})(?:\\.\\d{1,${String(scale)}})?$`),
      `Must be a decimal number as text${kind} with at most 12 digits before the point and ${String(scale)} after it.`,
    )
    .refine((value) => min === undefined || Number(value) >= Number(min), `Must be at least ${min ?? ''}.`)
    .refine((value) => max === undefined || Number(value) <= Number(max), `Must be at most ${max ?? ''}.`);
};

/** An amount of money: text, because a binary fraction cannot hold every decimal one. */
export const moneyAmount = (options: DecimalOptions = {}) => decimal(2, options);

/** A decimal number with at most four decimal places, as text. */
export const decimalNumber = (options: DecimalOptions = {}) => decimal(4, options);

/** A whole number of 32 bits. */
export const wholeNumber = ({ min = -2_147_483_648, max = 2_147_483_647 }: { min?: number; max?: number } = {}) =>
  z.int().min(min).max(max);

const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/** A whole number of 64 bits: text, because a JSON number loses digits beyond 2^53 in many programs. */
export const largeInteger = () =>
  z
    .string()
    .regex(/^-?(?:0|[1-9]\d{0,18})$/, 'Must be a whole number as text.')
    .refine(
      (value) => /^-?\d+$/.test(value) && BigInt(value) >= int64.min && BigInt(value) <= int64.max,
      'Must fit 64 bits.',
    );

/** A day of the calendar, such as `2030-01-31`. */
export const calendarDate = () => z.iso.date().refine((value) => !value.startsWith('0000'), 'There is no year 0.');

const hasYear = (value: string): boolean => {
  const year = new Date(value).getUTCFullYear();
  return year >= 1 && year <= 9999;
};

/** A moment with its time zone (RFC 3339). In UTC, in which it is answered, it has a year of four digits as well. */
export const instant = () =>
  z.iso
    .datetime({ offset: true })
    .refine(hasYear, 'Must be of the years 1 to 9999, in UTC.')
    .transform((value) => new Date(value));

/** Any JSON value that can be stored. */
export const jsonValue = () =>
  z.unknown().transform((value, context): JsonValue => {
    if (isJsonValue(value)) return value;
    context.addIssue('Must be JSON of at most 20 levels, without U+0000 or numbers beyond 1.7e308.');
    return z.NEVER;
  });
