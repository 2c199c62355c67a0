import { setImmediate } from 'node:timers/promises';
import { assess, type Assessment } from './assess.ts';
import type { Repository } from './repository/repository.ts';
import type { Standard } from './standard.ts';

/** In milliseconds: how long one turn takes. */
const turn = 100;

/**
 * Holds a repository against the standards, and lets others have their turn meanwhile: signals are heard, and progress
 * is drawn.
 * @param onTurn called with the standard that was checked last; what it throws ends the work
 */
export const assessInTurns = async (
  repository: Repository,
  standards: readonly Standard[],
  onTurn: (id: string) => void = () => undefined,
): Promise<readonly Assessment[]> => {
  const done: Assessment[] = [];
  let last = performance.now();
  for (const standard of standards) {
    done.push(...assess(repository, [standard]));
    if (performance.now() - last < turn) continue;
    await setImmediate();
    onTurn(standard.id);
    last = performance.now();
  }
  return done;
};
