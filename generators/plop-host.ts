import { valuesOf, type FeatureChoice } from '../src/options/feature-choices.ts';
import { planEmission, writeChanges } from '../src/cli/write-emission.ts';
import { writesOf } from '../src/tree/change-set.ts';
import type { Target } from '../src/tree/target.ts';
import { ChangeDraft } from './change-draft.ts';
import { runGenerator, type ActionType, type Generator, type GeneratorAction, type Prompt } from './generator.ts';

/** The raw answers of plop's prompts. */
export type PlopAnswers = Readonly<Record<string, unknown>>;

interface PlopQuestion {
  readonly type: 'input' | 'list' | 'checkbox' | 'confirm';
  readonly name: string;
  readonly message: string;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly default?: string | boolean;
}

/** What is used of plop: its own `add`, `modify` and `append` are not. */
export interface PlopApi {
  setActionType(type: string, run: (answers: PlopAnswers) => Promise<string>): void;
  setGenerator(
    name: string,
    generator: {
      readonly description: string;
      readonly prompts: readonly PlopQuestion[];
      readonly actions: readonly { readonly type: string }[];
    },
  ): void;
}

/** How a generator of ours runs in plop. */
export interface HostedGenerator<Answers, Action extends GeneratorAction> {
  readonly generator: Generator<Answers, Action>;
  readonly actionType: ActionType<Action>;
  /** Checks the raw answers, and says where the files go. */
  readonly prepare: (answers: PlopAnswers) => Promise<{ readonly answers: Answers; readonly target: Target }>;
}

const questionTypes = {
  text: 'input',
  file: 'input',
  choice: 'list',
  list: 'checkbox',
  toggle: 'confirm',
  switch: 'confirm',
} as const;

const questionOf = (prompt: Prompt, features: readonly FeatureChoice[]): PlopQuestion => {
  const choices = valuesOf(prompt, features).map(({ value, title, description }) => ({
    value,
    name: `${title ?? value}: ${description}`,
  }));
  return {
    type: questionTypes[prompt.kind],
    name: prompt.key,
    message: prompt.question ?? prompt.description,
    ...(choices.length === 0 ? {} : { choices }),
    ...(prompt.default === undefined ? {} : { default: prompt.default }),
  };
};

/** Makes a generator reachable by `npx plop <id>`: one action collects the files, the next one writes them. */
export const hostGenerator = <Answers, Action extends GeneratorAction>(
  plop: PlopApi,
  { generator, actionType, prepare }: HostedGenerator<Answers, Action>,
  features: readonly FeatureChoice[],
): void => {
  const { id, description, prompts } = generator;
  let collected: { readonly draft: ChangeDraft; readonly target: Target } | undefined;
  plop.setActionType(`${id}:collect`, async (raw) => {
    const { answers, target } = await prepare(raw);
    const draft = new ChangeDraft();
    await runGenerator(generator, answers, actionType, draft);
    collected = { draft, target };
    return `for ${target.path}`;
  });
  plop.setActionType(`${id}:write`, async () => {
    if (collected === undefined) throw new Error('There is nothing to write: the files were not collected.');
    const { draft, target } = collected;
    const emission = draft.toEmission();
    return writeChanges(target, () => planEmission(emission, target, 'fail'), {
      afterWriting: (changeSet) =>
        Promise.resolve(`${String(writesOf(changeSet).length)} files written to ${target.path}`),
    });
  });
  plop.setGenerator(id, {
    description,
    prompts: prompts.map((prompt) => questionOf(prompt, features)),
    actions: [{ type: `${id}:collect` }, { type: `${id}:write` }],
  });
};
