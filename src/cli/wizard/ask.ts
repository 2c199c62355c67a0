import { confirm, groupMultiselect, multiselect, select, text } from '@clack/prompts';
import { valuesOf, type FeatureChoice } from '../../options/feature-choices.ts';
import type { GivenValue } from '../../options/given.ts';
import type { Choice, OptionDefinition } from '../../options/option-definition.ts';
import { shortened } from './shortened.ts';
import { initialOf, type Draft } from './draft.ts';
import type { Back, Prompter } from './prompter.ts';

/** What asking needs to know besides the question. */
export interface AskContext {
  readonly prompter: Prompter;
  readonly features: readonly FeatureChoice[];
  readonly draft: Draft;
  /** The question, with its place among the steps. */
  readonly message: string;
}

/** What asking needs to know of an option. */
type AskedOption = Pick<OptionDefinition, 'key' | 'kind' | 'values' | 'axes' | 'none' | 'default' | 'defaultNote'>;

type Answer = GivenValue['value'] | undefined;

const optionsOf = (choices: readonly Choice[]) =>
  choices.map(({ value, title, description }) => ({ value, label: title ?? value, hint: description }));

/** What a prompt puts around a label and its hint, in columns. */
const FRAME = 20;

/** In lists with many hints at once, each stays on its line: what does not fit is in `list` and in the docs. */
const withShortHints = (choices: readonly Choice[]) =>
  optionsOf(choices).map((option) => {
    const room = process.stdout.columns - FRAME - option.label.length;
    return { ...option, hint: shortened(option.hint, room) };
  });

/** What the groups of features are called. */
const groupTitles = { capability: 'Capabilities', delivery: 'Delivery', auth: 'Sign-in' } as const;

/** What stands in a line before anything is typed: the default, which Enter takes, or an example, which it does not. */
export type EmptyLine = { readonly byDefault: string } | { readonly example: string };

/** Asks for one line of text; nothing typed, and the default as well, is no answer. */
export const askText = async (
  { prompter, message, draft }: AskContext,
  key: string,
  texts: EmptyLine & { readonly proposal?: string },
  validate: (value: string) => string | undefined | Promise<string | undefined>,
): Promise<string | undefined | Back> => {
  const earlier = draft.given.get(key)?.value ?? texts.proposal;
  const byDefault = 'byDefault' in texts ? texts.byDefault : undefined;
  const answer = await prompter.ask(
    text({
      message,
      placeholder: 'example' in texts ? `such as ${texts.example}` : texts.byDefault,
      ...(byDefault === undefined ? {} : { defaultValue: byDefault }),
      ...(typeof earlier === 'string' ? { initialValue: earlier } : {}),
      validate: async (value) => validate(value ?? ''),
      signal: prompter.signal,
    }),
  );
  return answer === '' || answer === byDefault ? undefined : answer;
};

const askChoice = (context: AskContext, definition: AskedOption, choices: readonly Choice[]) => {
  const { prompter, message, draft, features } = context;
  const initial = draft.given.get(definition.key)?.value ?? initialOf(definition, draft, features);
  const initialValue = Array.isArray(initial) ? String(initial[0]) : String(initial);
  return prompter.ask(select({ message, options: optionsOf(choices), initialValue, signal: prompter.signal }));
};

const askList = async (
  context: AskContext,
  definition: AskedOption,
  choices: readonly Choice[],
): Promise<Answer | Back> => {
  const { prompter, message, draft, features } = context;
  // One method or none is a plain choice; it becomes a list when methods can be combined.
  if (definition.none !== undefined && choices.length <= 2) {
    const answer = await askChoice(context, definition, choices);
    return typeof answer === 'symbol' ? answer : [answer];
  }
  const initial = draft.given.get(definition.key)?.value ?? initialOf(definition, draft, features);
  const initialValues = Array.isArray(initial) ? [...(initial as readonly string[])] : [];
  return prompter.ask(
    multiselect({ message, options: withShortHints(choices), initialValues, required: false, signal: prompter.signal }),
  );
};

/** Which features are offered, and how. */
export interface FeatureList {
  readonly axes: readonly (keyof typeof groupTitles)[];
  readonly chosen: readonly string[];
  /** None of them is no answer. */
  readonly required: boolean;
}

/** Asks for features, grouped by what they are. */
export const askFeatures = (
  { prompter, message, features }: AskContext,
  { axes, chosen, required }: FeatureList,
): Promise<string[] | Back> => {
  const groups = axes.map((axis) => [groupTitles[axis], withShortHints(valuesOf({ axes: [axis] }, features))] as const);
  return prompter.ask(
    groupMultiselect({
      message,
      options: Object.fromEntries(groups.filter(([, choices]) => choices.length > 0)),
      initialValues: [...chosen],
      required,
      selectableGroups: false,
      maxItems: 14,
      signal: prompter.signal,
    }),
  );
};

/** Asks one option of the table, in the way that fits its kind. */
export const askOption = (
  context: AskContext,
  definition: AskedOption,
  validate: (value: string) => string | undefined | Promise<string | undefined>,
): Promise<Answer | Back> => {
  const { prompter, message, draft, features } = context;
  const choices = valuesOf(definition, features);
  switch (definition.kind) {
    case 'text':
    case 'file':
      return askText(context, definition.key, { byDefault: definition.defaultNote ?? '' }, validate);
    case 'choice':
      return askChoice(context, definition, choices);
    case 'list':
      return askList(context, definition, choices);
    case 'toggle':
    case 'switch': {
      const initial = draft.given.get(definition.key)?.value ?? definition.default;
      return prompter.ask(confirm({ message, initialValue: initial === true, signal: prompter.signal }));
    }
  }
};
