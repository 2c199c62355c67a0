/** A value of JSON; undefined stands for a member that is not there. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject | undefined;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The value of a JSON text; undefined if it is not valid JSON. */
export function parseJson(text: string): JsonValue {
  try {
    // JSON.parse can only give values of JSON.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The member itself, never one that every object inherits. */
export function memberOf(object: JsonObject, key: string): JsonValue {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether two values say the same; the order of an object's members does not count. */
export function isSame(left: JsonValue, right: JsonValue): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]))
  );
}
