import type { Place, Remedy, Verdict } from './standard.ts';

/** The standard is met: here is what fulfils it, and the tests that show it. */
export const met = (evidence: readonly Place[], tests: readonly Place[] = [], note?: string): Verdict => ({
  status: 'met',
  evidence,
  tests,
  ...(note === undefined ? {} : { note }),
});

/** Something is missing; the places are where to begin, or what breaks it. */
export const unmet = (missing: string, places: readonly Place[] = []): Verdict => ({
  status: 'unmet',
  missing,
  ...(places.length === 0 ? {} : { places }),
});

/** It cannot be seen in the files; the command would tell. */
export const unknown = (because: string, command?: string): Verdict => ({
  status: 'unknown',
  because,
  ...(command === undefined ? {} : { command }),
});

export const notApplicable = (because: string): Verdict => ({ status: 'not-applicable', because });

/** A remedy of steps that somebody takes by hand. */
export const steps = (...texts: readonly string[]): Remedy => ({ kind: 'steps', steps: texts });
