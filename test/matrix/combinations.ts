import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { presets, type Answers } from '../../src/compose/answers.ts';
import { ResolutionError, withRequirements } from '../../src/compose/resolve.ts';
import { parseModel } from '../../src/model/parse.ts';
import { catalogue, defaultAnswers, emitWith } from '../support/emitted.ts';

const idsOf = (axis: string): string[] =>
  catalogue.features
    .map((feature) => feature.definition)
    .filter((definition) => definition.axis === axis && definition.internal !== true)
    .map((definition) => definition.id);

const optional = [...idsOf('capability'), ...idsOf('delivery')];

/** No sign-in, or one of the methods. */
export const authChoices: readonly (readonly string[])[] = [[], ...idsOf('auth').map((id) => [id])];

export const databases: readonly string[] = idsOf('database');

/** One of the models of `test/models`. @throws Error when it is no good model */
export const modelFile = (name: string): unknown => {
  const file = fileURLToPath(new URL(`../models/${name}.yaml`, import.meta.url));
  const parsed = parseModel(readFileSync(file, 'utf8'), file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return parsed.model;
};

/** One cell of the matrix: a title for reports, and the answers. */
export interface Combination {
  readonly title: string;
  readonly answers: Partial<Answers>;
}

const titleOf = (answers: Partial<Answers>): string =>
  [
    answers.stack ?? '',
    answers.database ?? '',
    answers.auth?.join('+') === '' ? 'none' : (answers.auth?.join('+') ?? ''),
    answers.preset ?? '',
    ...(answers.with ?? []).map((id) => `+${id}`),
    ...(answers.without ?? []).map((id) => `-${id}`),
    ...Object.entries(answers.options ?? {}).map(([name, value]) => `${name}=${value}`),
  ].join(' ');

const optionVariants = (stack: string): Readonly<Record<string, string>>[] => {
  const options = catalogue.features.find((feature) => feature.definition.id === stack)?.definition.options ?? [];
  return [
    {},
    ...options.flatMap((option) =>
      Object.keys(option.values)
        .filter((value) => value !== option.default)
        .map((value) => ({ [option.name]: value })),
    ),
  ];
};

/** Every stack with the default of its options, and with each other value of them. */
export const stackVariants: readonly { readonly title: string; readonly answers: Partial<Answers> }[] = idsOf(
  'stack',
).flatMap((stack) =>
  optionVariants(stack).map((options) => ({
    title: [stack, ...Object.values(options)].join(' on '),
    answers: { stack, options },
  })),
);

const axesCombinations = (): Partial<Answers>[] =>
  stackVariants.flatMap(({ answers }) =>
    databases.flatMap((database) =>
      authChoices.flatMap((auth) => presets.map((preset) => ({ ...answers, database, auth, preset }))),
    ),
  );

const standsOn = (id: string, required: string): boolean =>
  withRequirements([id], defaultAnswers, catalogue).has(required);

/** The usual emission less a feature and what stands on that: without accounts, where these stand on it. */
const switchedOff = (id: string): Partial<Answers> => ({
  auth: defaultAnswers.auth.filter((method) => !standsOn(method, id)),
  preset: 'standard',
  without: optional.filter((other) => standsOn(other, id)),
});

/** The usual emission of each stack less each feature, and the smallest one with each feature. */
const toggles = (): Partial<Answers>[] =>
  idsOf('stack').flatMap((stack) =>
    optional.flatMap((id) => [
      { stack, database: 'postgres', ...switchedOff(id) },
      { stack, database: 'postgres', auth: [], preset: 'minimal' as const, with: [id] },
    ]),
  );

const composes = (answers: Partial<Answers>): boolean => {
  try {
    emitWith(answers);
    return true;
  } catch (error) {
    // A refusal with a sentence is a right answer for answers that do not go together; anything else is a fault.
    if (error instanceof ResolutionError) return false;
    throw error;
  }
};

/** A model whose texts are code, were they not escaped, with everything that texts go into. */
const hostile = (): Combination[] =>
  stackVariants.map(({ title, answers }) => ({
    title: `${title} with the model hostile`,
    answers: { ...answers, database: 'postgres', auth: ['jwt'], preset: 'standard', model: modelFile('hostile') },
  }));

const wanted: readonly Combination[] = [...axesCombinations(), ...toggles()].map((answers) => ({
  title: titleOf(answers),
  answers,
}));

/** Every combination of the axes, and every optional feature switched on and off, as far as they go together. */
export const combinations: readonly Combination[] = [
  ...wanted.filter(({ answers }) => composes(answers)),
  ...hostile(),
];

/** The titles of those that do not go together: a test says which these are. */
export const refused: readonly string[] = wanted.filter(({ answers }) => !composes(answers)).map(({ title }) => title);
