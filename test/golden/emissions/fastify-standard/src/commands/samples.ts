import { createHash } from 'node:crypto';

/*
 * Valid values for development and tests: the same number gives the same value, different numbers give different ones as far as the
 * limits leave room.
 */

interface TextLimits {
  readonly max: number;
  readonly min?: number;
}

/** A text such as `Name 7`, shortened or padded to its limits. */
export const sampleText = (label: string, n: number, { max, min = 1 }: TextLimits): string => {
  const whole = `${label} ${String(n)}`;
  if (whole.length <= max) return whole.padEnd(min, 'x');
  const number = n.toString(36);
  return `${label.slice(0, Math.max(0, max - number.length))}${number}`.slice(-max).padEnd(min, 'x');
};

/** A part of a web address, such as `slug-7`. */
export const sampleSlug = (label: string, n: number): string => `${label}-${String(n)}`;

/** A decimal number as text, within its limits. */
export const sampleDecimal = (
  n: number,
  { scale, min = '0', max = '999999999999' }: { scale: number; min?: string; max?: string },
): string => {
  const range = Math.max(1, Math.floor(Number(max) - Number(min)));
  return (Number(min) + (n % range)).toFixed(scale);
};

/** A whole number within its limits. */
export const sampleInteger = (
  n: number,
  { min = 0, max = 2_147_483_647 }: { min?: number; max?: number } = {},
): number => min + (n % (max - min + 1));

/** A whole number of 64 bits, larger than what a JavaScript number holds exactly. */
export const sampleLargeInteger = (n: number): string => (9_007_199_254_740_993n + BigInt(n)).toString();

const day = 86_400_000;

/** A day of the calendar. */
export const sampleDate = (n: number): string => new Date(Date.UTC(2030, 0, 1) + n * day).toISOString().slice(0, 10);

/** A moment. */
export const sampleInstant = (n: number): Date => new Date(Date.UTC(2030, 0, 1) + n * 1000);

/** A UUID that belongs to no row. */
export const sampleUuid = (n: number): string => {
  const hex = createHash('sha256').update(String(n)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export const sampleEmail = (n: number): string => `person-${String(n)}@example.test`;

export const sampleUrl = (n: number): string => `https://example.test/${String(n)}`;

/** One of a list of values. */
export const sampleOf = <Value>(values: readonly [Value, ...Value[]], n: number): Value =>
  values[n % values.length] ?? values[0];

const firstSeed = Date.UTC(2025, 0, 1);

/** When the n-th seed of a table was made. */
export const seedInstant = (n: number): Date => new Date(firstSeed + n * 1000);

/** The id of the n-th seed of a table: a UUID of version 7 that is the same every time. */
export const seedId = (table: string, n: number): string => {
  const time = seedInstant(n).getTime().toString(16).padStart(12, '0');
  const hex = createHash('sha256')
    .update(`${table} ${String(n)}`)
    .digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-8${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
};

/** That many samples, numbered from 1. */
export function* samples<Sample>(count: number, make: (n: number) => Sample): Generator<Sample> {
  for (let n = 1; n <= count; n += 1) yield make(n);
}

/** Whose turn it is at number `n` when `count` of them, numbered from 1, take turns. */
export const turn = (n: number, count: number): number => ((n - 1) % count) + 1;
