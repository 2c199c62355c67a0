/** Something that a model may not say, and where it says it. */
export interface ModelProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type ModelPath = ModelProblem['path'];

export const problem = (path: ModelPath, message: string): ModelProblem => ({ path, message });

/** Every name that stands a second time, at its place. */
export const duplicates = (
  names: readonly string[],
  path: (index: number) => ModelPath,
  what: string,
): ModelProblem[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [problem(path(index), `There is another ${what} "${name}".`)],
  );
