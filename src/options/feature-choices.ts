import { defaultPreset, type Preset } from '../compose/answers.ts';
import { canBeAdded, inPreset, type Axis, type FeatureDefinition } from '../compose/feature.ts';
import { definitions } from './definitions.ts';
import type { Choice, CommandName, OptionDefinition } from './option-definition.ts';

/** What the options need to know of a feature. */
export type FeatureChoice = Pick<
  FeatureDefinition,
  'id' | 'axis' | 'title' | 'description' | 'presets' | 'internal' | 'options'
>;

const camelCase = (name: string): string =>
  name.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());

/** The features of an axis that may be asked for by name. */
export const offered = (features: readonly FeatureChoice[], ...axes: readonly Axis[]): readonly FeatureChoice[] =>
  features.filter((feature) => feature.internal !== true && axes.includes(feature.axis));

/** The values of an option: fixed ones, or the features of its axes. Nothing for options that take any text. */
export const valuesOf = (
  definition: Pick<OptionDefinition, 'values' | 'axes' | 'none'>,
  features: readonly FeatureChoice[],
): readonly Choice[] => {
  if (definition.values !== undefined) return definition.values;
  if (definition.axes === undefined) return [];
  const choices = offered(features, ...definition.axes).map(({ id, title, description }) => ({
    value: id,
    title,
    description,
  }));
  return definition.none === undefined ? choices : [...choices, definition.none];
};

/** The features of an axis that a preset has by default. */
export const defaultsOf = (features: readonly FeatureChoice[], axis: Axis, preset: Preset): readonly string[] =>
  offered(features, axis)
    .filter((feature) => inPreset(feature, preset))
    .map((feature) => feature.id);

/** The one feature of an axis that a preset has by default: that of the preset, or the first one there is. */
export const defaultFeature = (features: readonly FeatureChoice[], axis: Axis, preset: Preset): string | undefined =>
  defaultsOf(features, axis, preset)[0] ?? offered(features, axis)[0]?.id;

/** What an option has when nothing is said of it: its own default, or the features of the preset. */
export const defaultOf = (
  definition: Pick<OptionDefinition, 'kind' | 'default' | 'axes'>,
  features: readonly FeatureChoice[],
  preset = defaultPreset,
): string | boolean | readonly string[] | undefined => {
  const [axis, ...others] = definition.axes ?? [];
  if (definition.default !== undefined || axis === undefined || others.length > 0) return definition.default;
  return definition.kind === 'list' ? defaultsOf(features, axis, preset) : defaultFeature(features, axis, preset);
};

const featureOptions = (feature: FeatureChoice): readonly OptionDefinition[] =>
  (feature.options ?? []).map((option) => ({
    key: camelCase(option.name),
    kind: 'choice',
    group:
      feature.axis === 'stack' || feature.axis === 'database' || feature.axis === 'auth' ? feature.axis : 'features',
    description: option.description,
    values: Object.entries(option.values).map(([value, description]) => ({ value, description })),
    default: option.default,
    question: option.description,
    // What a repository has exactly one of is chosen when it is made.
    commands: canBeAdded(feature) || feature.internal === true ? ['create', 'add'] : ['create'],
    inAnswers: true,
    feature: feature.id,
  }));

/** Every option of a command: those of the table, and after those about features, the ones that features bring along. */
export const optionsOf = (command: CommandName, features: readonly FeatureChoice[]): readonly OptionDefinition[] => {
  const own: readonly OptionDefinition[] = definitions;
  const place = own.findLastIndex((definition) => definition.group === 'features') + 1;
  return [...own.slice(0, place), ...features.flatMap(featureOptions), ...own.slice(place)].filter((definition) =>
    definition.commands.includes(command),
  );
};
