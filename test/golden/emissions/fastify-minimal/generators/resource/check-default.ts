import { isNumberOf, isText, matches, numbersOf, numberTypes } from './field-values.ts';
import { maxLength } from './fields.ts';
import type { ModelProblem } from './model-problem.ts';
import type { FieldModel } from './model.ts';
import { didYouMean } from './suggest.ts';

const notStorable = /[\u0000\p{Cs}]/u;

const isPatternMissed = (pattern: string | undefined, text: string): boolean => {
  try {
    return pattern !== undefined && !matches(pattern, text);
  } catch {
    // It is no pattern, which is told where it stands.
    return false;
  }
};

const textProblem = (field: FieldModel, text: string): string | undefined => {
  // As in the schema of a request: what is not optional has a character.
  const least = Number(field.min ?? 1);
  const most = maxLength(field);
  if (notStorable.test(text)) return 'A database stores no text with a NUL character or half a surrogate pair.';
  if (text.length < least)
    return `The default is too short: "min" is ${least}${field.min === undefined ? ' unless said' : ''}.`;
  if (text.length > most) return `The default has more than ${most} characters: shorten it, or raise "max".`;
  return isPatternMissed(field.pattern, text) ? 'The default does not match the pattern.' : undefined;
};

const numberProblem = ({ type, min, max }: FieldModel, given: string | number): string | undefined => {
  if (!isNumberOf(type, given)) return `"${given}" is no value of the type ${type}, which has ${numbersOf(type)}.`;
  const value = Number(given);
  const isOutside = value < Number(min ?? value) || value > Number(max ?? value);
  return isOutside ? 'The default is outside of "min" and "max".' : undefined;
};

const enumProblem = (values: readonly string[], given: string): string | undefined =>
  values.length === 0 || values.includes(given)
    ? undefined
    : `"${given}" is not among the values.${didYouMean(given, values)}`;

const typeOfDefault = ({ type }: FieldModel): 'boolean' | 'number' | 'string' => {
  if (type === 'boolean') return 'boolean';
  return type === 'integer' ? 'number' : 'string';
};

const valueProblem = (field: FieldModel, given: string | number | boolean): string | undefined => {
  const expected = typeOfDefault(field);
  if (typeof given !== expected) {
    const advice = expected === 'string' ? `: write "${given}" in quotes.` : '.';
    return `The default of the type ${field.type} must be a ${expected}${advice}`;
  }
  if (typeof given === 'boolean') return undefined;
  if (numberTypes.includes(field.type)) return numberProblem(field, given);
  if (field.type === 'enum') return enumProblem(field.values ?? [], String(given));
  return isText(field) ? textProblem(field, String(given)) : undefined;
};

/** Holds the default of a field against its type and limits: no request is asked whether it is right. */
export const checkDefault = (field: FieldModel): ModelProblem[] => {
  if (field.default === undefined) return [];
  const message = valueProblem(field, field.default);
  if (message !== undefined) return [{ path: ['default'], message }];
  return field.optional === true && field.type !== 'enum'
    ? [{ path: ['optional'], message: 'A field with a default is never missing: leave one of the two out.' }]
    : [];
};
