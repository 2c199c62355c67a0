import type { z } from 'zod';
import type { ModelProblem } from '../../templates/base/resources/files/generators/resource/model-problem.ts';
import { didYouMean } from '../../templates/base/resources/files/generators/resource/suggest.ts';
import { modelFileSchema } from './schema.ts';

/** The keys that are known where an unknown one stands. */
const knownKeys = (schema: z.core.$ZodType, path: ModelProblem['path']): string[] => {
  const definition = schema._zod.def as { type: string } & Record<string, unknown>; // zod has no walk over its schemas
  const inner = (next: unknown, rest: ModelProblem['path']): string[] => knownKeys(next as z.core.$ZodType, rest);
  if (definition.type === 'optional') return inner(definition.innerType, path);
  if (definition.type === 'union' && Array.isArray(definition.options)) {
    return definition.options.flatMap((option) => inner(option, path));
  }
  const [head, ...rest] = path;
  if (definition.type === 'array' && head !== undefined) return inner(definition.element, rest);
  if (definition.type !== 'object') return [];
  const shape = definition.shape as Readonly<Record<string, unknown>>;
  if (head === undefined) return Object.keys(shape);
  return inner(shape[String(head)], rest);
};

/** A problem of the form; `atKey` when it is about a key and not about its value. */
export interface FormProblem extends ModelProblem {
  readonly atKey?: boolean;
}

/** The value at a path of plain data; nothing where there is none. */
const valueAt = (data: unknown, path: ModelProblem['path']): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      // An object of any shape; what it does not have itself is not looked at.
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Readonly<Record<string, unknown>>)[part]
        : undefined,
    data,
  );

/** The types of plain data, in the words of a person who writes YAML. */
const kinds: Readonly<Record<string, string>> = {
  object: 'keys with values',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

const kindOf = (issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'invalid_type' ? [kinds[issue.expected] ?? issue.expected] : [];

/** What zod says in terms of its own, in those of a person. */
const messageOf = (issue: z.core.$ZodIssue): string => {
  const isList = 'origin' in issue && issue.origin === 'array';
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union': {
      const expected = issue.code === 'invalid_union' ? issue.errors.flat() : [issue];
      return `Must be ${expected.flatMap(kindOf).join(' or ')}.`;
    }
    case 'too_small':
      return isList ? `Must have at least ${String(issue.minimum)}.` : 'Must not be empty.';
    case 'too_big':
      return `Must have no more than ${String(issue.maximum)}${isList ? '' : ' characters'}.`;
    default:
      return issue.message;
  }
};

/**
 * What is wrong with the form of a model file: one problem for each unknown key, at the key; the others where zod found
 * them.
 *
 * @param data the file, for what a wrong value was meant to be
 */
export const formProblems = (
  issue: z.core.$ZodIssue,
  data: unknown,
  base: ModelProblem['path'] = [],
): FormProblem[] => {
  const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(modelFileSchema, path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      atKey: true,
      message: `"${key}" is not known here.${didYouMean(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const value = valueAt(data, path);
    const meant = typeof value === 'string' ? didYouMean(value, values) : '';
    return [{ path, message: `Must be one of: ${values.join(', ')}.${meant}` }];
  }
  if (issue.code === 'invalid_union') {
    // A member in the long form is an object: what is wrong with it says more than that it is no text.
    const longForm = issue.errors.find((issues) => issues.some(({ path: inner }) => inner.length > 0));
    const keys = issue.errors.flat().filter(({ code }) => code === 'unrecognized_keys');
    const telling = longForm ?? (keys.length > 0 ? keys : undefined);
    if (telling !== undefined) return telling.flatMap((inner) => formProblems(inner, data, path));
  }
  if (issue.code === 'invalid_type' && valueAt(data, path) === undefined) {
    return [{ path, message: `"${String(path.at(-1))}" is missing.` }];
  }
  return [{ path, message: messageOf(issue) }];
};
