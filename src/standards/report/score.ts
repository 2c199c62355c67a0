import type { Assessment } from '../assess.ts';
import type { VerdictStatus } from '../standard.ts';

/** How many standards are met, of those that apply. */
export interface Score {
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  readonly notApplicable: number;
  /** Of 100 standards that apply, so many are met; rounded down, so that 100 means all. */
  readonly percent: number;
}

/** Counts verdicts. Where nothing applies, nothing is left to do. */
export const scoreOf = (assessments: readonly Assessment[]): Score => {
  const count = (status: VerdictStatus): number =>
    assessments.filter(({ verdict }) => verdict.status === status).length;
  const [met, unmet, unknown] = [count('met'), count('unmet'), count('unknown')];
  const applying = met + unmet + unknown;
  return {
    met,
    unmet,
    unknown,
    notApplicable: count('not-applicable'),
    percent: applying === 0 ? 100 : Math.floor((met * 100) / applying),
  };
};
