import { describe, expect, it } from 'vitest';
import { emitWith, writeRepository } from '../support/emitted.ts';
import { pairwiseSet } from './pairwise.ts';

/** What the pipeline of the emitted repository runs, but for the audit, which asks a server, and the load test. */
const groups = ['static', 'contract', 'integration', 'e2e'];

/** Noise of npm about the settings of the machine it runs on is no warning of ours. */
const isWarning = (line: string): boolean => /\bwarn(ing)?\b/i.test(line) && !line.startsWith('npm warn Unknown');

describe('the pairwise set', () => {
  it('has every stack', () => {
    expect(pairwiseSet.length).toBeGreaterThanOrEqual(6);
  });

  it.concurrent.each(pairwiseSet)(
    '$title: passes what its own pipeline runs, without a warning',
    async ({ answers }) => {
      const repository = await writeRepository(emitWith(answers));
      try {
        const output = await repository.run('verify', ...groups);
        expect(output.split('\n').filter(isWarning)).toEqual([]);
      } finally {
        await repository.remove();
      }
    },
  );
});
