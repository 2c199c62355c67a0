import { presetOf, type Preset } from '../../compose/answers.ts';
import { inPreset } from '../../compose/feature.ts';
import { defaultOf, offered, type FeatureChoice } from '../../options/feature-choices.ts';
import type { Given, GivenValue } from '../../options/given.ts';
import type { OptionDefinition } from '../../options/option-definition.ts';
import { detectPackageManager } from '../../project/package-manager.ts';

/** What is known while questions are asked: what was given before, and the answers so far. */
export interface Draft {
  readonly given: Given;
  readonly directory?: string;
}

/** The draft with one more answer. An answer of `undefined` leaves the option to its default. */
export const withAnswer = (draft: Draft, key: string, value: GivenValue['value'] | undefined): Draft => {
  const given = new Map(draft.given);
  if (value === undefined) given.delete(key);
  else given.set(key, { value, origin: `the answer for ${key}` });
  return { ...draft, given };
};

/** The preset that is chosen so far. */
const chosenPreset = ({ given }: Draft): Preset => presetOf(given.get('preset')?.value);

/** The optional features that a preset has by itself. */
const presetFeatures = (features: readonly FeatureChoice[], preset: Preset): readonly string[] =>
  offered(features, 'capability', 'delivery')
    .filter((feature) => inPreset(feature, preset))
    .map((feature) => feature.id);

const listOf = (draft: Draft, key: string): readonly string[] => {
  const value = draft.given.get(key)?.value;
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

/** The optional features that are chosen so far. */
export const chosenFeatures = (draft: Draft, features: readonly FeatureChoice[]): readonly string[] => {
  const without = listOf(draft, 'without');
  const all = [...presetFeatures(features, chosenPreset(draft)), ...listOf(draft, 'with')];
  return [...new Set(all)].filter((id) => !without.includes(id));
};

/** The draft in which exactly these optional features are chosen, told as a difference to the preset. */
export const withFeatures = (draft: Draft, features: readonly FeatureChoice[], chosen: readonly string[]): Draft => {
  const preset = presetFeatures(features, chosenPreset(draft));
  const added = chosen.filter((id) => !preset.includes(id));
  const removed = preset.filter((id) => !chosen.includes(id));
  const next = withAnswer(draft, 'with', added.length === 0 ? undefined : added);
  return withAnswer(next, 'without', removed.length === 0 ? undefined : removed);
};

/** What an option has when it is not answered: its own default, that of the preset, or what this run shows. */
export const initialOf = (
  definition: Pick<OptionDefinition, 'key' | 'kind' | 'default' | 'axes' | 'none'>,
  draft: Draft,
  features: readonly FeatureChoice[],
): GivenValue['value'] | undefined => {
  if (definition.key === 'packageManager') return detectPackageManager();
  const byDefault = defaultOf(definition, features, chosenPreset(draft));
  return Array.isArray(byDefault) && byDefault.length === 0 ? [definition.none?.value ?? ''] : byDefault;
};
