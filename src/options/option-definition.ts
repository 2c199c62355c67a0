import type { Axis } from '../compose/feature.ts';

/** The commands that take options; each definition says which ones know it. */
export type CommandName =
  'create' | 'add' | 'check' | 'list' | 'schema' | 'completion' | 'generate' | 'help' | 'version';

/** The groups of questions, in the order in which they are asked. `run` is about this run and never asked. */
export type OptionGroup = 'project' | 'preset' | 'stack' | 'database' | 'auth' | 'features' | 'install' | 'run';

/**
 * How a value is written: `text` and `file` take any text, `choice` one of the values, `list` several of them with
 * commas, `toggle` is `--x` or `--no-x`, `switch` is there or not.
 */
export type OptionKind = 'text' | 'file' | 'choice' | 'list' | 'toggle' | 'switch';

/** One value that can be chosen, and why one would. */
export interface Choice {
  readonly value: string;
  readonly description: string;
  readonly title?: string;
}

/** One option. See `definitions` for the table of them. */
export interface OptionDefinition {
  /** In camelCase, as in the answers file; the flag is the same in kebab-case. */
  readonly key: string;
  readonly kind: OptionKind;
  readonly short?: string;
  /** What the help shows for the value. */
  readonly argument?: string;
  readonly group: OptionGroup;
  readonly description: string;
  readonly values?: readonly Choice[];
  /** The values are the features of these axes. */
  readonly axes?: readonly Axis[];
  /** A value that stands for "no feature of the axis", alone. */
  readonly none?: Choice;
  readonly default?: string | boolean;
  /** The value when the flag stands without one; flags without this need a value. */
  readonly whenBare?: string;
  /** Says in words what the default is, where it is not one fixed value. */
  readonly defaultNote?: string;
  /** Asked when the run is interactive; an option without a question is never asked. */
  readonly question?: string;
  readonly commands: readonly CommandName[];
  /** Whether the answers file may hold it. */
  readonly inAnswers: boolean;
  /** The feature that brought the option along; it has a meaning only together with it. */
  readonly feature?: string;
}

const kebabCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The name of an option on the command line, without dashes; it is also how problems name it. */
export const flagName = (definition: Pick<OptionDefinition, 'key'>): string => kebabCase(definition.key);

/** Whether the option takes a value (and is not just there or absent). */
export const takesValue = (definition: Pick<OptionDefinition, 'kind'>): boolean =>
  definition.kind !== 'toggle' && definition.kind !== 'switch';
