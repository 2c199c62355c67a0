import type { OptionDefinition } from '../src/options/option-definition.ts';
import type { ChangeDraft } from './change-draft.ts';

/** A question of a generator; those of `project` are the options of the command line. */
export type Prompt = Pick<
  OptionDefinition,
  'key' | 'kind' | 'question' | 'description' | 'values' | 'axes' | 'none' | 'default'
>;

/** One thing that a generator does; its type names the action type that carries it out. */
export interface GeneratorAction {
  readonly type: string;
}

/** One definition for every host: the command line runs it without plop, `npx plop` runs it with plop. */
export interface Generator<Answers, Action extends GeneratorAction> {
  readonly id: string;
  readonly description: string;
  readonly prompts: readonly Prompt[];
  readonly actions: (answers: Answers) => readonly Action[];
}

/** Carries out one type of action. It writes to the draft and nowhere else. Returns what it did, in one line. */
export type ActionType<Action extends GeneratorAction> = (
  action: Action,
  draft: ChangeDraft,
) => string | Promise<string>;

/** Runs the actions of a generator, in order, into a draft. */
export const runGenerator = async <Answers, Action extends GeneratorAction>(
  generator: Generator<Answers, Action>,
  answers: Answers,
  actionType: ActionType<Action>,
  draft: ChangeDraft,
): Promise<void> => {
  for (const action of generator.actions(answers)) await actionType(action, draft);
};
