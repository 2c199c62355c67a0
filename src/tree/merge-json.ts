import { isList, isObject, isSame, memberOf, type JsonObject, type JsonValue } from './json-value.ts';

/** A merged value, and where both sides had changed it differently: there the user's stands. */
export interface MergedJson {
  readonly value: JsonValue;
  /** Keys from the root to each such place. */
  readonly conflicts: readonly (readonly string[])[];
}

/**
 * Merges two changes of one JSON value: objects by member, lists of plain values as sets, everything else as a whole.
 * What the user deleted stays deleted; where both changed the same, the user's value wins and is reported.
 */
export function mergeJson(ours: JsonValue, base: JsonValue, theirs: JsonValue): MergedJson {
  const conflicts: (readonly string[])[] = [];
  return { value: merged(ours, base, theirs, [], conflicts), conflicts };
}

function merged(
  ours: JsonValue,
  base: JsonValue,
  theirs: JsonValue,
  at: readonly string[],
  conflicts: (readonly string[])[],
): JsonValue {
  if (isSame(ours, theirs) || isSame(base, theirs)) return ours;
  if (isSame(ours, base)) return theirs;
  if (isObject(ours) && isObject(theirs)) {
    return mergeObjects(ours, isObject(base) ? base : {}, theirs, at, conflicts);
  }
  if (isPlainList(ours) && isPlainList(theirs)) return mergeLists(ours, isPlainList(base) ? base : [], theirs);
  // A member that the user deleted is not brought back by a change of it.
  if (ours !== undefined) conflicts.push(at);
  return ours;
}

function mergeObjects(
  ours: JsonObject,
  base: JsonObject,
  theirs: JsonObject,
  at: readonly string[],
  conflicts: (readonly string[])[],
): JsonObject {
  const entries = mergedKeys(Object.keys(ours), Object.keys(theirs)).map((key) => {
    const value = merged(memberOf(ours, key), memberOf(base, key), memberOf(theirs, key), [...at, key], conflicts);
    return [key, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The user's order; a new key follows the one it follows in theirs, and a sorted object stays sorted. */
function mergedKeys(ours: readonly string[], theirs: readonly string[]): string[] {
  const keys = [...ours];
  theirs.forEach((key, index) => {
    if (keys.includes(key)) return;
    const previous = theirs[index - 1];
    keys.splice(previous === undefined ? 0 : keys.indexOf(previous) + 1, 0, key);
  });
  return isSorted(ours) && isSorted(theirs) ? keys.sort() : keys;
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') <= key);
}

function isPlainList(value: JsonValue): value is readonly JsonValue[] {
  return isList(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function mergeLists(
  ours: readonly JsonValue[],
  base: readonly JsonValue[],
  theirs: readonly JsonValue[],
): readonly JsonValue[] {
  const kept = ours.filter((item) => !base.includes(item) || theirs.includes(item));
  const added = theirs.filter((item) => !base.includes(item) && !kept.includes(item));
  return [...kept, ...added];
}
