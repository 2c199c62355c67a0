import type { Given, GivenValue } from './given.ts';
import type { OptionDefinition } from './option-definition.ts';

const isValue = (value: unknown): value is GivenValue['value'] =>
  (typeof value === 'string' && value !== '') ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

/** The answers of prompts as given values; what was left empty is not given. */
export const givenFromPrompts = (
  answers: Readonly<Record<string, unknown>>,
  definitions: readonly OptionDefinition[],
): Given =>
  new Map(
    definitions.flatMap((definition): [string, GivenValue][] => {
      const value = answers[definition.key];
      return isValue(value) ? [[definition.key, { value, origin: `the answer for ${definition.key}` }]] : [];
    }),
  );
