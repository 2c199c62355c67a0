import type { z } from 'zod';
import { ValidationError, type ErrorEntry } from '../errors.ts';

/** More than a person would read; it bounds the answer to a hostile body. */
export const MAX_ENTRIES = 50;
const MAX_FIELD_LENGTH = 100;

const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.').slice(0, MAX_FIELD_LENGTH);

const entriesOf = (issue: z.core.$ZodIssue): Omit<ErrorEntry, 'code'>[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), message: 'Is not known here.' }));
  }
  // Whether nothing or null was sent is not the same everywhere by the time it is checked.
  if (issue.path.length === 0) {
    return [{ message: issue.code === 'invalid_type' ? `Send a JSON ${issue.expected}.` : issue.message }];
  }
  return [{ field: fieldOf(issue.path), message: issue.message }];
};

const validationErrorOf = (error: z.core.$ZodError): ValidationError => {
  const byField = new Map<string, Omit<ErrorEntry, 'code'>>();
  for (const entry of error.issues.flatMap(entriesOf)) {
    const field = entry.field ?? '';
    if (!byField.has(field)) byField.set(field, entry);
  }
  return new ValidationError([...byField.values()].slice(0, MAX_ENTRIES));
};

/**
 * Checks a part of a request and gives it the form the handler works with.
 *
 * @throws ValidationError with one entry per offending field. It names fields and rules, never the values sent
 */
export const validate = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
  const result = schema.safeParse(input);
  if (!result.success) throw validationErrorOf(result.error);
  return result.data;
};
