import { z } from 'zod';

const wholeNumber = (min: number, max: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);

/** Any text. */
export const text = () => z.string();

const decodes = (value: string): boolean => {
  try {
    decodeURIComponent(value);
    return true;
  } catch {
    return false;
  }
};

/** A URL of one of the schemes, or without them of any, kept as it was written. */
export const url = (schemes?: readonly string[]) =>
  z
    .string()
    .refine(
      (value) =>
        URL.canParse(value) && decodes(value) && (schemes?.includes(new URL(value).protocol.slice(0, -1)) ?? true),
      schemes === undefined ? 'must be a URL.' : `must be a URL that starts with ${schemes.join(': or ')}:.`,
    );

/** Who sends mail: `name@example.com`, or `Name <name@example.com>`. */
export const mailbox = () =>
  z
    .string()
    .regex(
      /^(?:[^\s<>@,]+@[^\s<>@,]+|[^<>\r\n]*<[^\s<>@,]+@[^\s<>@,]+>)$/,
      'must be an address: name@example.com, or Name <name@example.com>.',
    );

/** A TCP port; 0 lets the system choose. */
export const port = () => wholeNumber(0, 65_535, 'must be a whole number from 0 to 65535.');

export const positiveInteger = () => wholeNumber(1, Number.MAX_SAFE_INTEGER, 'must be a whole number, 1 or more.');

export const nonNegativeInteger = () => wholeNumber(0, Number.MAX_SAFE_INTEGER, 'must be a whole number, 0 or more.');

/** `true` or `false`, in these words only: a value that is nearly one of them must not be taken for the other. */
export const flag = () => z.enum(['true', 'false'], 'must be true or false.').transform((value) => value === 'true');

/** Values separated by commas. */
export const commaList = () =>
  z.string().transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

export const oneOf = <const Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.enum(values, `must be one of ${values.join(', ')}.`);

const secondsIn = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const unitOf = (text: string): keyof typeof secondsIn =>
  text.endsWith('m') ? 'm' : text.endsWith('h') ? 'h' : text.endsWith('d') ? 'd' : 's';

const lengthOfTime = (min: number, max: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,9}[smhd]?$/, 'must be a number of seconds, or one with a unit: 30s, 15m, 12h, 7d.')
    .transform((value) => Number.parseInt(value, 10) * secondsIn[unitOf(value)])
    .refine((seconds) => seconds >= min && seconds <= max, message);

/** A length of time, such as `30`, `30s`, `15m`, `12h` or `7d`; becomes seconds. A hundred years end at a date that exists. */
export const duration = () => lengthOfTime(1, 36_500 * secondsIn.d, 'must be from 1s to 36500d.');

/** What a timer can wait, in seconds: Node.js ends one of more than 2^31 - 1 milliseconds at once, and some wait twice as long. */
const longestTimeout = 12 * secondsIn.d;

/** The same, for what a timer waits. */
export const timeout = () => lengthOfTime(1, longestTimeout, 'must be from 1s to 12d.');

/** The same, which may be nothing. */
export const nonNegativeTimeout = () => lengthOfTime(0, longestTimeout, 'must be from 0s to 12d.');

/** What a timer waits, in milliseconds. */
export const milliseconds = () =>
  wholeNumber(1, longestTimeout * 1000, `must be a whole number from 1 to ${longestTimeout * 1000}.`);

/** Something nobody may guess; how strong it has to be is checked in production. */
export const secret = () => z.string();
