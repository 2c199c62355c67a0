/** What happened in a step after the files are in place. A failed step never throws: the run ends with exit code 4. */
export interface StepResult {
  readonly step: 'git' | 'install' | 'script';
  readonly ok: boolean;
  /** The step was not needed, for the reason in `message`; `ok` is true then. */
  readonly skipped: boolean;
  /** One line: what was done, or why it failed. */
  readonly message: string;
  /** Commands that do the step by hand, in order, to be run in the repository; empty when it is done. */
  readonly byHand: readonly string[];
}

/** A step that was done. */
export function stepDone(step: StepResult['step'], message: string): StepResult {
  return { step, ok: true, skipped: false, message, byHand: [] };
}

/** A step that there was nothing to do for. */
export function stepSkipped(step: StepResult['step'], message: string): StepResult {
  return { step, ok: true, skipped: true, message, byHand: [] };
}

/** A step that failed, with what to type instead. */
export function stepFailed(step: StepResult['step'], message: string, byHand: readonly string[]): StepResult {
  return { step, ok: false, skipped: false, message, byHand };
}
