import type { FieldModel, FieldType } from './model.ts';

export const textTypes: readonly FieldType[] = ['string', 'text', 'slug', 'email', 'url'];
export const numberTypes: readonly FieldType[] = ['integer', 'decimal', 'money'];

export const isText = ({ type }: FieldModel): boolean => textTypes.includes(type);

/** What is written into the code: `010` is a number, and yet no literal. */
const forms: Readonly<Partial<Record<FieldType, RegExp>>> = {
  integer: /^(?:0|-?[1-9]\d{0,9})$/,
  decimal: /^-?\d{1,12}(?:\.\d{1,4})?$/,
  money: /^-?\d{1,12}(?:\.\d{1,2})?$/,
};

const int32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };

/** Whether a number of that type can have the value, as it is written. */
export const isNumberOf = (type: FieldType, value: number | string): boolean => {
  if (forms[type]?.test(String(value)) !== true) return false;
  return type !== 'integer' || (Number(value) >= int32.min && Number(value) <= int32.max);
};

/** The numbers of a type, in words. */
export const numbersOf = (type: FieldType): string => {
  if (type === 'integer') return `whole numbers from ${int32.min} to ${int32.max}`;
  return `12 digits before the point and ${type === 'money' ? 2 : 4} after it`;
};

/**
 * Whether the whole text matches a pattern.
 *
 * @throws SyntaxError when it is no regular expression
 */
export const matches = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`).test(text);
