import type { Problem } from '../compose/resolve.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';

/** What was done with a file. */
export type FileAction = 'create' | 'update' | 'overwrite' | 'merge' | 'skip' | 'unchanged' | 'delete';

/** A file of the run. */
export interface ReportedFile {
  readonly path: string;
  readonly action: FileAction;
}

/** A step after the files, such as the install. */
export interface ReportedStep {
  readonly name: string;
  readonly status: 'done' | 'skipped' | 'failed';
  /** One line, but for files in which a choice is left: a line each. */
  readonly message: string;
  /** How to do it by hand, when it failed. */
  readonly byHand: readonly string[];
}

/** The one JSON object that `--json` prints. */
export interface RunReport {
  readonly ok: boolean;
  readonly code: ExitCode;
  /** Absolute path of the repository; absent until it is known. */
  readonly target: string | null;
  readonly files: readonly ReportedFile[];
  readonly steps: readonly ReportedStep[];
  readonly problems: readonly Problem[];
  /** The command that does the same again without questions. */
  readonly repeat: string | null;
}

/** The report as `--json` prints it: every key is there, also where there is nothing to say. */
export const printedReport = (report: RunReport): string =>
  JSON.stringify({
    ...report,
    problems: report.problems.map(({ option, message, suggestion = null }) => ({ option, message, suggestion })),
  });

/** A report of what is known so far; commands fill in what they learn, so that a failure can still be reported. */
export const emptyReport: RunReport = {
  ok: true,
  code: exitCodes.done,
  target: null,
  files: [],
  steps: [],
  problems: [],
  repeat: null,
};
