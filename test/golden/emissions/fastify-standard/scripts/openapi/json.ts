/** A JSON object whose members are not known. */
export type Json = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Json =>
  // Any object that came from JSON and is not a list can be read by name.
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Json) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((item): item is string => typeof item === 'string');

/** Follows a `$ref` inside the document. */
export const resolve = (document: Json, value: unknown): Json => {
  const { $ref } = objectOf(value);
  if (typeof $ref !== 'string') return objectOf(value);
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((parent, name) => objectOf(parent)[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  return objectOf(target);
};
