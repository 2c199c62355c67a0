import { resolve } from 'node:path';
import { completeAnswers } from '../../options/answers.ts';
import { offered, optionsOf, valuesOf, type FeatureChoice } from '../../options/feature-choices.ts';
import type { Given } from '../../options/given.ts';
import { takesValue, type OptionDefinition, type OptionGroup } from '../../options/option-definition.ts';
import { folderOf, nameProject, packageNameRefusal } from '../../options/project-name.ts';
import { TreeError } from '../../tree/errors.ts';
import { stateOf } from '../../tree/plan.ts';
import { resolveTarget } from '../../tree/target.ts';
import { readModel } from '../create/model.ts';
import { askFeatures, askOption, askText, type AskContext } from './ask.ts';
import { chosenFeatures, withAnswer, withFeatures, type Draft } from './draft.ts';
import { back, type Back } from './prompter.ts';

/** One question of the wizard. */
export interface Question {
  readonly group: OptionGroup;
  readonly text: string;
  /** Whether it makes sense after the answers so far. */
  readonly applies: (draft: Draft) => boolean;
  /** Its answer can contradict other answers. */
  readonly choosesFeatures: boolean;
  readonly ask: (context: AskContext) => Promise<Draft | Back>;
}

/** What questions are made from. */
export interface QuestionSource {
  readonly features: readonly FeatureChoice[];
  readonly cwd: string;
  /** What needs no question: it was given as a flag or in the answers file. */
  readonly given: Given;
  readonly directory?: string;
}

const directoryProblem = (directory: string, cwd: string, given: Given): string | undefined => {
  if (directory.trim() === '') return 'Type the name of a folder.';
  try {
    const target = resolveTarget(nameProject({ directory }, cwd).directory, cwd);
    const policy = given.get('onConflict')?.value ?? 'fail';
    return policy === 'fail' && stateOf(target) === 'filled' ? 'This folder holds files already.' : undefined;
  } catch (error) {
    if (error instanceof TreeError) return error.message;
    throw error;
  }
};

const directoryQuestion = ({ cwd, given }: QuestionSource): Question => ({
  group: 'project',
  text: 'Which folder does the new repository go into?',
  choosesFeatures: false,
  applies: () => true,
  ask: async (context) => {
    const { draft } = context;
    const name = given.get('name')?.value;
    const proposal = draft.directory ?? (typeof name === 'string' ? folderOf(name) : undefined);
    const texts = { example: 'my-backend', ...(proposal === undefined ? {} : { proposal }) };
    const validate = (value: string): string | undefined => directoryProblem(value, cwd, given);
    const answer = await askText(context, 'directory', texts, validate);
    if (answer === back) return back;
    return answer === undefined ? draft : { ...draft, directory: answer };
  },
});

/** The name that follows from the folder is proposed, so that it is seen; accepting it gives no name of its own. */
const nameQuestion = (text: string, { cwd }: QuestionSource): Question => ({
  group: 'project',
  text,
  choosesFeatures: false,
  applies: () => true,
  ask: async (context) => {
    const { draft } = context;
    const proposal = nameProject({ directory: draft.directory ?? '.' }, cwd).name;
    const answer = await askText(context, 'name', { byDefault: proposal, proposal }, (value) =>
      value === '' ? undefined : packageNameRefusal(value),
    );
    if (answer === back) return back;
    return withAnswer(draft, 'name', answer === proposal ? undefined : answer);
  },
});

const validatorOf =
  (definition: OptionDefinition, cwd: string) =>
  async (value: string): Promise<string | undefined> => {
    if (value === '') return undefined;
    if (definition.kind !== 'file') return undefined;
    const read = await readModel(value, resolve(cwd));
    return 'problems' in read ? read.problems[0]?.message : undefined;
  };

const featuresQuestion = (features: readonly FeatureChoice[], text: string): Question => ({
  group: 'features',
  text,
  choosesFeatures: true,
  applies: () => true,
  ask: async (context) => {
    const { draft } = context;
    const axes = ['capability', 'delivery'] as const;
    const chosen = await askFeatures(context, { axes, chosen: chosenFeatures(draft, features), required: false });
    return chosen === back ? back : withFeatures(draft, features, chosen);
  },
});

/** Whether a feature is among the answers so far, those that are left to their defaults included. */
const isChosen = (feature: string, { given }: Draft, features: readonly FeatureChoice[]): boolean => {
  const answers = completeAnswers(given, { features, packageName: '', runner: 'npm' });
  const optional = chosenFeatures({ given }, features);
  return [answers.stack, answers.database, ...answers.auth, ...optional].includes(feature);
};

const optionQuestion = (definition: OptionDefinition, text: string, source: QuestionSource): Question => ({
  group: definition.group,
  text,
  choosesFeatures: definition.axes !== undefined,
  applies: (draft) => definition.feature === undefined || isChosen(definition.feature, draft, source.features),
  ask: async (context) => {
    const answer = await askOption(context, definition, validatorOf(definition, source.cwd));
    return answer === back ? back : withAnswer(context.draft, definition.key, answer);
  },
});

/** A question with one answer is none. */
const isOpen = (definition: OptionDefinition, features: readonly FeatureChoice[]): boolean => {
  const hasValues = definition.values !== undefined || definition.axes !== undefined;
  return !takesValue(definition) || !hasValues || valuesOf(definition, features).length > 1;
};

const order: readonly OptionGroup[] = ['project', 'preset', 'stack', 'database', 'auth', 'features', 'install'];

/** Every question that is still open, in the order in which it is asked. */
export const openQuestions = (source: QuestionSource): readonly Question[] => {
  const { features, given, directory } = source;
  const questions = optionsOf('create', features).flatMap((definition): Question[] => {
    if (definition.question === undefined || !isOpen(definition, features)) return [];
    if (definition.key === 'with') {
      const isDecided =
        given.has('with') || given.has('without') || offered(features, 'capability', 'delivery').length === 0;
      return isDecided ? [] : [featuresQuestion(features, definition.question)];
    }
    if (given.has(definition.key)) return [];
    if (definition.key === 'name') return [nameQuestion(definition.question, source)];
    return [optionQuestion(definition, definition.question, source)];
  });
  const all = directory === undefined ? [directoryQuestion(source), ...questions] : questions;
  return order.flatMap((group) => all.filter((question) => question.group === group));
};
