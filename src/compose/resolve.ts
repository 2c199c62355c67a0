import type { Answers } from './answers.ts';
import type { Catalogue, Feature } from './catalogue.ts';
import { axes, inPreset, isOptional, type FeatureDefinition } from './feature.ts';

/** One thing that is wrong with the answers, in one sentence, with the option it came from. */
export interface Problem {
  readonly option: string;
  readonly message: string;
  readonly suggestion?: string;
}

/** The answers cannot be composed. Holds every problem, not only the first. */
export class ResolutionError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'ResolutionError';
    this.problems = problems;
  }
}

interface Selection {
  readonly feature: Feature;
  /** The option that asked for it, and, for one that was required, the feature that did. */
  readonly option: string;
  readonly requiredBy?: string;
}

type Index = ReadonlyMap<string, Feature>;

const wantedIds = (answers: Answers, catalogue: Catalogue): [id: string, option: string][] => {
  const optional = catalogue.features
    .map((feature) => feature.definition)
    .filter(isOptional)
    .filter((definition) => definition.internal !== true && definition.refuses?.(answers) === undefined)
    .filter((definition) => inPreset(definition, answers.preset))
    .filter((definition) => !answers.without.includes(definition.id));
  return [
    ...catalogue.features
      .filter((feature) => feature.definition.axis === 'base')
      .map((feature): [string, string] => [feature.definition.id, 'base']),
    [answers.stack, 'stack'],
    [answers.database, 'database'],
    ...answers.auth.map((id): [string, string] => [id, 'auth']),
    ...optional.map((definition): [string, string] => [definition.id, 'preset']),
    ...answers.with.map((id): [string, string] => [id, 'with']),
  ];
};

/** What a feature stands on: always, and for the choices that were made for its options. */
const requirementsOf = ({ requires = [], options = [] }: FeatureDefinition, answers: Answers): readonly string[] => [
  ...requires,
  ...options.flatMap((option) => option.requires?.[answers.options[option.name] ?? option.default] ?? []),
];

type Wanted = readonly (readonly [id: string, option: string])[];

const select = (wanted: Wanted, answers: Answers, index: Index, problems: Problem[]): Map<string, Selection> => {
  const selected = new Map<string, Selection>();
  const visit = (id: string, option: string, requiredBy?: string): void => {
    if (selected.has(id)) return;
    const feature = index.get(id);
    if (feature === undefined) {
      problems.push({ option, message: `There is no feature "${id}".` });
      return;
    }
    selected.set(id, { feature, option, ...(requiredBy === undefined ? {} : { requiredBy }) });
    for (const required of requirementsOf(feature.definition, answers)) visit(required, option, id);
  };
  for (const [id, option] of wanted) visit(id, option);
  return selected;
};

const indexOf = ({ features }: Catalogue): Index =>
  new Map(features.map((feature) => [feature.definition.id, feature]));

/** The features with everything that they stand on. */
export const withRequirements = (ids: readonly string[], answers: Answers, catalogue: Catalogue): ReadonlySet<string> =>
  new Set(reachedFrom(ids, answers, indexOf(catalogue)));

const reachedFrom = (ids: readonly string[], answers: Answers, index: Index): Iterable<string> =>
  select(
    ids.map((id) => [id, '']),
    answers,
    index,
    [],
  ).keys();

/** What must be left out as well, when only the preset asks for what stands on the features that are left out. */
const alsoWithout = (answers: Answers, selected: ReadonlyMap<string, Selection>, index: Index): string | undefined => {
  const left = new Set(answers.without);
  const standing = [...selected].filter(
    ([id]) => !left.has(id) && [...reachedFrom([id], answers, index)].some((reached) => left.has(reached)),
  );
  if (!standing.every(([, { option }]) => option === 'preset')) return undefined;
  const ids = standing.filter(([, { feature }]) => feature.definition.internal !== true).map(([id]) => id);
  return `--without ${[...left, ...ids].sort().join(',')}`;
};

const leftOutProblem = (id: string, requiredBy: string | undefined, suggestion: string | undefined): Problem => {
  const reason = requiredBy === undefined ? 'it is asked for as well' : `"${requiredBy}" requires it`;
  const message = `"${id}" cannot be left out: ${reason}.`;
  return { option: 'without', message, ...(suggestion === undefined ? {} : { suggestion }) };
};

/** What somebody chose that a feature is there for: nobody has heard of internal ones. */
const choiceBehind = (id: string | undefined, selected: ReadonlyMap<string, Selection>): string | undefined => {
  const selection = id === undefined ? undefined : selected.get(id);
  const isChoice = selection?.feature.definition.internal !== true || selection.requiredBy === undefined;
  return isChoice ? id : choiceBehind(selection.requiredBy, selected);
};

const check = (answers: Answers, selected: ReadonlyMap<string, Selection>, index: Index, problems: Problem[]): void => {
  for (const [id, { feature, option, requiredBy }] of selected) {
    const { title, conflicts, refuses } = feature.definition;
    if (answers.without.includes(id)) {
      problems.push(
        leftOutProblem(
          id,
          choiceBehind(requiredBy, selected),
          requiredBy === undefined ? undefined : alsoWithout(answers, selected, index),
        ),
      );
    }
    const refusal = refuses?.(answers);
    if (refusal !== undefined) problems.push({ option, message: `${title} ("${id}") cannot be had here: ${refusal}` });
    for (const conflict of conflicts ?? []) {
      if (!selected.has(conflict.feature)) continue;
      problems.push({ option, message: `"${id}" and "${conflict.feature}" exclude each other: ${conflict.because}` });
    }
  }
};

/** Features in the order in which they contribute: what is required or named by `after` first, then by axis and id. */
const inOrder = (selected: ReadonlyMap<string, Selection>, answers: Answers): Feature[] => {
  const rank = ({ definition }: Feature): string => `${String(axes.indexOf(definition.axis))} ${definition.id}`;
  const sorted = [...selected.values()].map((s) => s.feature).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const done = new Map<string, Feature>();
  const visit = (feature: Feature, path: readonly string[]): void => {
    const { id, after = [] } = feature.definition;
    if (done.has(id)) return;
    if (path.includes(id)) throw new Error(`The features ${[...path, id].join(' → ')} wait for each other.`);
    for (const earlier of [...requirementsOf(feature.definition, answers), ...after]) {
      const selection = selected.get(earlier);
      if (selection !== undefined) visit(selection.feature, [...path, id]);
    }
    done.set(id, feature);
  };
  for (const feature of sorted) visit(feature, []);
  return [...done.values()];
};

/**
 * Finds the features that the answers ask for, with those they require, in the order in which they contribute.
 * @throws ResolutionError with one sentence for each reason why they do not go together
 */
export const resolve = (answers: Answers, catalogue: Catalogue): readonly Feature[] => {
  const problems: Problem[] = [];
  const index = indexOf(catalogue);
  for (const id of answers.without.filter((name) => !index.has(name))) {
    problems.push({ option: 'without', message: `There is no feature "${id}".` });
  }
  const selected = select(wantedIds(answers, catalogue), answers, index, problems);
  check(answers, selected, index, problems);
  if (problems.length > 0) throw new ResolutionError(problems);
  return inOrder(selected, answers);
};
