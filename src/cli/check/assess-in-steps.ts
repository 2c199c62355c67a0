import { assess, type Assessment } from '../../standards/assess.ts';
import type { Repository } from '../../standards/repository/repository.ts';
import type { Standard } from '../../standards/standard.ts';
import type { Invocation } from '../command.ts';
import { startStep, type ProgressStep } from '../progress.ts';

/** In milliseconds: what takes longer is shown. */
const patience = 500;
/** In milliseconds: how often the terminal and signals get their turn. */
const turn = 100;

const breath = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/**
 * Holds a repository against the standards one by one, so that signals are heard and progress is seen.
 * @throws CancelledRun when a signal came
 */
export const assessInSteps = async (
  repository: Repository,
  standards: readonly Standard[],
  { terminal, cancellation }: Invocation,
): Promise<readonly Assessment[]> => {
  const start = performance.now();
  let last = start;
  let progress: ProgressStep | undefined;
  const done: Assessment[] = [];
  for (const standard of standards) {
    done.push(...assess(repository, [standard]));
    const now = performance.now();
    if (now - start > patience) progress ??= startStep(terminal, 'Checking the repository');
    if (now - last < turn) continue;
    progress?.log(standard.id);
    await breath();
    cancellation.throwIfCancelled();
    last = performance.now();
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  progress?.done(`${String(repository.files.length)} files checked in ${seconds} s`);
  return done;
};
