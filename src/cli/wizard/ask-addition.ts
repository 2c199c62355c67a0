import { intro, log } from '@clack/prompts';
import type { Answers } from '../../compose/answers.ts';
import type { Catalogue } from '../../compose/catalogue.ts';
import { addableFeatures, additionProblems, type AddInput } from '../add/input.ts';
import type { Cancellation } from '../cancellation.ts';
import { askFeatures } from './ask.ts';
import { withAnswer, type Draft } from './draft.ts';
import { keysHint } from './keys-hint.ts';
import { back, Prompter } from './prompter.ts';
import type { Question } from './questions.ts';
import { Wizard } from './wizard.ts';

/** What is to be added to a repository, and what that was made with. */
export interface AdditionInterview {
  readonly input: AddInput;
  readonly answers: Answers;
  readonly catalogue: Catalogue;
  readonly cancellation: Cancellation;
}

/** Where a draft keeps the features, which are words of the command line and no option. */
const key = 'features';

const featuresIn = ({ given }: Draft): readonly string[] => {
  const value = given.get(key)?.value;
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

const question: Question = {
  group: 'features',
  text: 'Which features do you want to add?',
  choosesFeatures: true,
  applies: () => true,
  ask: async (context) => {
    const axes = ['capability', 'auth', 'delivery'] as const;
    const chosen = await askFeatures(context, { axes, chosen: featuresIn(context.draft), required: true });
    return chosen === back ? back : withAnswer(context.draft, key, chosen);
  },
};

/** Asks which features to add, of those that are not there yet; none when nothing is left to be added. */
export const askAddition = async ({
  input,
  answers,
  catalogue,
  cancellation,
}: AdditionInterview): Promise<readonly string[]> => {
  const features = addableFeatures(answers, catalogue);
  if (features.length === 0) return [];
  const check = (draft: Draft): readonly string[] =>
    additionProblems(answers, { ...input, features: featuresIn(draft) }, catalogue);
  const prompter = new Prompter(cancellation);
  try {
    intro(`create-backend-architect ${catalogue.version}`);
    log.message(keysHint);
    const wizard = new Wizard({ questions: [question], prompter, features, check });
    return featuresIn(await wizard.run({ given: input.given }));
  } finally {
    prompter.close();
  }
};
