import { presets, type Answers } from '../../src/compose/answers.ts';
import type { Catalogue } from '../../src/compose/catalogue.ts';
import { derivedFiles, inTurns, textsOf } from '../../src/compose/derive.ts';
import { emit, type EmitResult } from '../../src/compose/emit.ts';
import type { KnownFiles } from '../../src/compose/find-known-files.ts';
import { keyOfKnownFiles, nameInKnownFiles } from '../../src/compose/known-files.ts';
import { ResolutionError } from '../../src/compose/resolve.ts';
import { completeAnswers } from '../../src/options/answers.ts';

/** The emission; nothing when the answers do not go together, as those of a preset with every feature may. */
const emitted = (answers: Answers, catalogue: Catalogue): EmitResult | undefined => {
  try {
    return emit(answers, catalogue);
  } catch (error) {
    if (error instanceof ResolutionError) return undefined;
    throw error;
  }
};

/**
 * The derived files of the usual answers, by their keys: each preset with each stack, and the defaults for everything
 * else. To read a repository for its documents and its work plan takes longer than all the rest of making it, and the
 * result is the same each time.
 */
export const knownFilesOf = async (catalogue: Catalogue): Promise<ReadonlyMap<string, KnownFiles>> => {
  const features = catalogue.features.map((feature) => feature.definition);
  const stacks = features.filter(({ axis }) => axis === 'stack').map(({ id }) => id);
  const known = new Map<string, KnownFiles>();
  for (const preset of presets) {
    for (const stack of stacks) {
      const given = new Map([
        ['preset', { value: preset, origin: 'build' }],
        ['stack', { value: stack, origin: 'build' }],
      ]);
      const answers = completeAnswers(given, { features, packageName: nameInKnownFiles, runner: 'npm' });
      const result = emitted(answers, catalogue);
      const key = result && keyOfKnownFiles({ answers, features: result.features });
      if (result === undefined || key === undefined) continue;
      const emission = textsOf(result.emission);
      const turns = inTurns(result.derivations);
      const early = await derivedFiles(emission, turns.early);
      const last = await derivedFiles(new Map([...emission, ...early]), turns.last);
      known.set(key, { early: Object.fromEntries(early), last: Object.fromEntries(last) });
    }
  }
  return known;
};
