import { fieldTypes, type FieldModel, type FieldType, type RelationModel } from './model.ts';
import { didYouMean } from './suggest.ts';

/** A member in the short form is written wrongly. */
export class FieldSyntaxError extends Error {
  constructor(member: string, reason: string) {
    super(`"${member}": ${reason}`);
    this.name = 'FieldSyntaxError';
  }
}

/** One member of an entity: a field or a relation. */
export type Member =
  | { readonly kind: 'field'; readonly field: FieldModel }
  | { readonly kind: 'relation'; readonly relation: RelationModel };

const relationTypes = ['many-to-one', 'one-to-one', 'many-to-many'] as const;
const fieldFlags = ['optional', 'unique', 'searchable', 'sortable', 'filterable', 'immutable', 'private', 'readOnly'];
const fieldValues = ['default', 'min', 'max', 'pattern', 'values', 'from'];
const relationFlags = ['optional', 'immutable'];

const isRelationType = (type: string): type is RelationModel['type'] => relationTypes.some((known) => known === type);
const isFieldType = (type: string): type is FieldType => fieldTypes.some((known) => known === type);

/** A colon that is part of a value is written `\:`. */
const split = (member: string): string[] => member.split(/(?<!\\):/).map((part) => part.replaceAll('\\:', ':'));

const typed = (type: FieldType, key: string, text: string): string | number | boolean | string[] => {
  if (key === 'values') return text.split('|');
  if (key === 'default' && type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  const isLength = key === 'min' || key === 'max';
  if (type === 'integer' || (isLength && type !== 'money' && type !== 'decimal')) {
    return /^-?\d+$/.test(text) ? Number(text) : text;
  }
  return text;
};

const fieldOf = (member: string, name: string, type: FieldType, modifiers: readonly string[]): FieldModel => {
  const found: Record<string, unknown> = { name, type };
  for (const modifier of modifiers) {
    const [key = '', ...rest] = modifier.split('=');
    const value = rest.join('=');
    if (rest.length === 0 && fieldFlags.includes(key)) found[key] = true;
    else if (rest.length > 0 && fieldValues.includes(key)) found[key] = typed(type, key, value);
    else {
      const known = [...fieldFlags, ...fieldValues.map((known) => `${known}=…`)];
      throw new FieldSyntaxError(
        member,
        `"${modifier}" is no modifier.${didYouMean(key, [...fieldFlags, ...fieldValues])} Known: ${known.join(', ')}.`,
      );
    }
  }
  // Only known keys were set above, and `checkField` looks at their values.
  return found as unknown as FieldModel;
};

const relationOf = (
  member: string,
  name: string,
  type: RelationModel['type'],
  [target, ...modifiers]: readonly string[],
): RelationModel => {
  if (target === undefined)
    throw new FieldSyntaxError(member, `say what it refers to, such as ${name}:${type}:Customer.`);
  const unknown = modifiers.find((modifier) => !relationFlags.includes(modifier));
  if (unknown !== undefined) {
    throw new FieldSyntaxError(
      member,
      `"${unknown}" is no modifier of a relation.${didYouMean(unknown, relationFlags)}`,
    );
  }
  return {
    name,
    type,
    target,
    ...(modifiers.includes('optional') && { optional: true }),
    ...(modifiers.includes('immutable') && { immutable: true }),
  };
};

/**
 * Reads a member in its short form: `name:type[:modifier…]`, such as `number:string:unique`, `total:money:min=0`,
 * `status:enum:values=open|paid` or `customer:many-to-one:Customer:optional`.
 *
 * @throws FieldSyntaxError
 */
export const parseMember = (member: string): Member => {
  const [name = '', type = '', ...modifiers] = split(member);
  if (name === '') throw new FieldSyntaxError(member, 'it has no name.');
  if (isRelationType(type)) return { kind: 'relation', relation: relationOf(member, name, type, modifiers) };
  if (isFieldType(type)) return { kind: 'field', field: fieldOf(member, name, type, modifiers) };
  const known = [...fieldTypes, ...relationTypes];
  throw new FieldSyntaxError(member, `"${type}" is no type.${didYouMean(type, known)} Types: ${known.join(', ')}.`);
};
