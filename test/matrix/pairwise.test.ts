import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/compose/answers.ts';
import { emitWith, writeRepository, type EmittedRepository } from '../support/emitted.ts';
import { stackVariants } from './combinations.ts';
import { pairwiseSet } from './pairwise.ts';

/** Not run here: the audit asks a server, and the load test wants a machine of its own. */
const left = new Set(['security', 'performance']);

/** The groups of checks that the pipeline of the emitted repository runs. */
const groupsOf = async ({ folder }: EmittedRepository): Promise<string[]> => {
  // The list is ours, and its own script checks it.
  const checks = JSON.parse(await readFile(join(folder, 'scripts/checks.json'), 'utf8')) as { group: string }[];
  return [...new Set(checks.map(({ group }) => group))].filter((group) => !left.has(group));
};

/** Noise of npm about the settings of the machine it runs on is no warning of ours. */
const isWarning = (line: string): boolean => /\bwarn(ing)?\b/i.test(line) && !line.startsWith('npm warn Unknown');

describe('the pairwise set', () => {
  it('has every stack', () => {
    const stacks = new Set(pairwiseSet.map(({ title }) => title.split(', ')[0]));
    expect([...stacks].sort()).toEqual(['express', 'fastify', 'nestjs', 'nestjs on express']);
  });

  it('has every preset, every model and both ways to sign in', () => {
    const words = new Set(pairwiseSet.flatMap(({ title }) => title.split(', ')));
    const expected = ['minimal', 'standard', 'full', 'sample model', 'freight', 'tiny', 'hostile', 'no auth', 'jwt'];
    expect(expected.filter((word) => !words.has(word))).toEqual([]);
  });

  it('is no larger than its two longest axes ask for', () => {
    // A row takes minutes. The last one is not of the pairs.
    expect(pairwiseSet.length - 1).toBeLessThanOrEqual(stackVariants.length * presets.length);
  });

  it.concurrent.each(pairwiseSet)(
    '$title: passes what its own pipeline runs, without a warning',
    async ({ answers }) => {
      const repository = await writeRepository(emitWith(answers));
      try {
        const output = await repository.run('verify', ...(await groupsOf(repository)));
        expect(output.split('\n').filter(isWarning)).toEqual([]);
      } finally {
        await repository.remove();
      }
    },
  );
});
