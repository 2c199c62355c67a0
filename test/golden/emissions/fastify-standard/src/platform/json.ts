/** Whatever JSON can say. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Deeper values come from nobody who means well. */
const deepest = 20;

/** Whether PostgreSQL stores text as it is: it refuses U+0000, and the driver replaces half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** Whether a value can be stored and sent as JSON: no character that a database refuses, no infinite number, and not too deep. */
export const isJsonValue = (value: unknown, depth = 0): value is JsonValue => {
  if (value === null || typeof value === 'boolean') return true;
  // What is too large for a number is read as infinite, and would be written as null.
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || depth >= deepest) return false;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isJsonValue(member, depth + 1));
};
