import { parseArgs } from 'node:util';
import { stacks } from './server/emission.ts';

const parts = ['scaffold', 'server', 'reliability', 'decisions'] as const;

/** A part of the bench. */
export type Part = (typeof parts)[number];

/** What is measured, and how long. */
export interface BenchOptions {
  readonly parts: readonly Part[];
  /** The stacks whose servers are measured. */
  readonly stacks: readonly string[];
  /** Length of one measurement. */
  readonly seconds: number;
  readonly rounds: number;
  /** Whether everything of a part is measured, so that its figures may be kept. */
  readonly complete: boolean;
}

/** The options are not as they should be. */
export class BenchOptionsError extends Error {
  constructor(message: string) {
    super(`${message}\nusage: npm run bench -- [${parts.join('|')}]… [--stack <id>] [--seconds <n>] [--rounds <n>]`);
    this.name = 'BenchOptionsError';
  }
}

const positive = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new BenchOptionsError(`--${name} must be a whole number above 0.`);
  return value;
};

/** Reads the command line. @throws BenchOptionsError */
export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      stack: { type: 'string' },
      seconds: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '7' },
    },
  });
  const wanted = parts.filter((part) => positionals.length === 0 || positionals.includes(part));
  const unknown = positionals.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw new BenchOptionsError(`There is no part "${unknown}".`);
  const known = stacks();
  if (values.stack !== undefined && !known.includes(values.stack)) {
    throw new BenchOptionsError(`There is no stack "${values.stack}"; there are ${known.join(', ')}.`);
  }
  return {
    parts: wanted,
    stacks: values.stack === undefined ? known : [values.stack],
    seconds: positive('seconds', values.seconds),
    rounds: positive('rounds', values.rounds),
    complete: values.stack === undefined,
  };
};
