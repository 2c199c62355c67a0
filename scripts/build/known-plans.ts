import { presets, type Answers } from '../../src/compose/answers.ts';
import type { Catalogue } from '../../src/compose/catalogue.ts';
import { derive } from '../../src/compose/derive.ts';
import { emit, type EmitResult } from '../../src/compose/emit.ts';
import { ResolutionError } from '../../src/compose/resolve.ts';
import { completeAnswers } from '../../src/options/answers.ts';
import { nameInKnownPlans, planKey } from '../../src/standards/document/known-plan.ts';
import { PLAN_PATH } from '../../src/standards/document/plan-path.ts';

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
 * The work plans of the usual answers, by their keys: each preset with each stack, and the defaults for everything else.
 * To look for the evidence takes longer than all the rest of making a repository, and it is the same each time.
 */
export const knownPlans = async (catalogue: Catalogue): Promise<ReadonlyMap<string, string>> => {
  const features = catalogue.features.map((feature) => feature.definition);
  const stacks = features.filter(({ axis }) => axis === 'stack').map(({ id }) => id);
  const plans = new Map<string, string>();
  for (const preset of presets) {
    for (const stack of stacks) {
      const given = new Map([
        ['preset', { value: preset, origin: 'build' }],
        ['stack', { value: stack, origin: 'build' }],
      ]);
      const answers = completeAnswers(given, { features, packageName: nameInKnownPlans, runner: 'npm' });
      const result = emitted(answers, catalogue);
      if (result === undefined) continue;
      const key = planKey({ answers, features: result.features });
      const plan = (await derive(result)).emission.get(PLAN_PATH);
      if (key !== undefined && plan !== undefined) plans.set(key, plan.content);
    }
  }
  return plans;
};
