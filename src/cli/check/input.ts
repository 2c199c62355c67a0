import { isAbsolute, normalize, sep } from 'node:path';
import type { Problem } from '../../compose/resolve.ts';
import { typedValues } from '../../options/answers.ts';
import { checkValues } from '../../options/check-values.ts';
import { optionsOf } from '../../options/feature-choices.ts';
import { problem, type Given, type OptionValues } from '../../options/given.ts';
import { parseArguments } from '../../options/parse-arguments.ts';
import { suggest } from '../../options/suggest.ts';
import type { Selection } from '../../standards/assess.ts';
import { groups, type Standard } from '../../standards/standard.ts';
import { UnsafePathError } from '../../tree/errors.ts';
import { assertSafePath } from '../../tree/safe-path.ts';
import { UsageError } from '../failures.ts';

/** What is to be checked, and what is to come out. */
export interface CheckInput {
  readonly values: OptionValues;
  /** What is shown and counts for the exit code. */
  readonly selection: Selection;
  /** Where SARIF is written, relative to the repository. */
  readonly sarif?: string;
}

const upperCase = (given: Given): Given => {
  const raised = ['group', 'id'].flatMap((key) => {
    const entry = given.get(key);
    if (entry === undefined || !Array.isArray(entry.value)) return [];
    // Lists of the command line are lists of words.
    const words = entry.value as readonly string[];
    return [[key, { ...entry, value: words.map((word) => word.toUpperCase()) }] as const];
  });
  return new Map([...given, ...raised]);
};

const idProblems = (ids: readonly string[], standards: readonly Standard[]): readonly Problem[] => {
  const known = standards.map(({ id }) => id);
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => problem('id', `There is no standard "${id}".`, suggest(id, known)));
};

/** The path of the report inside the repository: nothing is written outside of it. */
const sarifPath = (file: string): { readonly path: string } | { readonly problem: Problem } => {
  const path = normalize(file).split(sep).join('/');
  try {
    if (isAbsolute(file) || path.startsWith('../')) {
      return { problem: problem('sarif', `--sarif: "${file}" is not in the current folder.`) };
    }
    assertSafePath(path);
    return { path };
  } catch (error) {
    if (error instanceof UnsafePathError) return { problem: problem('sarif', `--sarif: ${error.message}`) };
    throw error;
  }
};

const selectionOf = ({ group, id }: OptionValues): Selection => ({
  ...(group === undefined ? {} : { groups: groups.filter((name) => group.includes(name)) }),
  ...(id === undefined ? {} : { ids: id }),
});

/** @throws UsageError with every problem of the command line */
export const readCheckInput = (argv: readonly string[], standards: readonly Standard[]): CheckInput => {
  const definitions = optionsOf('check', []);
  const parsed = parseArguments(argv, definitions);
  const given = upperCase(parsed.given);
  const values = typedValues(given);
  const sarif = values.sarif === undefined ? undefined : sarifPath(values.sarif);
  const problems = [
    ...parsed.problems,
    ...checkValues(given, definitions, []),
    ...idProblems(values.id ?? [], standards),
    ...(sarif !== undefined && 'problem' in sarif ? [sarif.problem] : []),
    ...parsed.sureWords.map((word) =>
      problem('check', `"check" does not know what to do with "${word}": it looks at the current folder.`),
    ),
  ];
  if (problems.length > 0) throw new UsageError(problems);
  return {
    values,
    selection: selectionOf(values),
    ...(sarif !== undefined && 'path' in sarif ? { sarif: sarif.path } : {}),
  };
};
