import type { Problem } from '../compose/resolve.ts';
import { definitions } from './definitions.ts';
import type { OptionKind } from './option-definition.ts';

type ValueOfKind<Kind extends OptionKind> = Kind extends 'list'
  ? readonly string[]
  : Kind extends 'toggle' | 'switch'
    ? boolean
    : string;

type Definition = (typeof definitions)[number];

/** The type of the value of every option of the table, by key. */
export type OptionValues = { readonly [D in Definition as D['key']]?: ValueOfKind<D['kind']> };

/** One value as it was given, and where: `--stack`, or `stack in answers.yaml`. */
export interface GivenValue {
  readonly value: string | boolean | readonly string[];
  readonly origin: string;
}

/** What was given, by option key. A map, so that no key can reach a prototype. */
export type Given = ReadonlyMap<string, GivenValue>;

/** Given values, or what is wrong with them; both, when only some are wrong. */
export interface GivenResult {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

/** A problem with an optional guess of what was meant. */
export const problem = (option: string, message: string, suggestion?: string): Problem => ({
  option,
  message: suggestion === undefined ? message : `${message} Did you mean ${suggestion}?`,
  ...(suggestion === undefined ? {} : { suggestion }),
});
