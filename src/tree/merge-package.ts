import { editJson } from './edit-json.ts';
import { isObject, memberOf, parseJson, type JsonObject, type JsonValue } from './json-value.ts';
import { mergeJson } from './merge-json.ts';

/** The members of a package.json that are tables whose entries can be united. */
const KNOWN_TABLES = [
  'scripts',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'engines',
] as const;

const PLACED_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['dependencies', 'devDependencies'],
  ['devDependencies', 'dependencies'],
]);

/** A merged package.json, and a sentence on each value of the user that stood against ours. */
export interface MergedPackage {
  readonly content: string;
  readonly notes: readonly string[];
}

export function isPackageFile(path: string): boolean {
  return path === 'package.json' || path.endsWith('/package.json');
}

/**
 * Merges two changes of a package.json. The user's values win. Without a common origin (`base` undefined) only the
 * tables of scripts, dependencies and engines are united, since the other members say what the package is.
 *
 * @returns undefined if one of the texts is not a JSON object, or the user's has a member twice
 */
export function mergePackage(ours: string, base: string | undefined, theirs: string): MergedPackage | undefined {
  const ourValue = parseJson(ours);
  const theirValue = parseJson(theirs);
  const baseValue = base === undefined ? {} : parseJson(base);
  if (!isObject(ourValue) || !isObject(theirValue) || !isObject(baseValue)) return undefined;
  const wanted = base === undefined ? knownPartOf(theirValue, ourValue) : theirValue;
  const { value, conflicts } = mergeJson(ourValue, baseValue, wanted);
  const content = isObject(value) ? editJson(ours, value) : undefined;
  if (content === undefined) return undefined;
  const unmet = base === undefined ? unmetMembers(ourValue, theirValue) : [];
  return { content, notes: [...conflicts, ...unmet].map((path) => note(path, ourValue, theirValue)) };
}

function knownPartOf(theirs: JsonObject, ours: JsonObject): JsonObject {
  const tables = KNOWN_TABLES.flatMap((key): (readonly [string, JsonObject])[] => {
    const table = memberOf(theirs, key);
    // A table that the user's file holds as something else is the user's to sort out.
    if (!isObject(table) || !isObject(memberOf(ours, key) ?? {})) return [];
    const rest = withoutNames(table, PLACED_ELSEWHERE.get(key), ours);
    return Object.keys(rest).length === 0 ? [] : [[key, rest]];
  });
  return Object.fromEntries(tables);
}

/** Leaves out the packages that the user depends on in the other table. */
function withoutNames(table: JsonObject, otherKey: string | undefined, ours: JsonObject): JsonObject {
  const other = otherKey === undefined ? undefined : memberOf(ours, otherKey);
  if (!isObject(other)) return table;
  return Object.fromEntries(Object.entries(table).filter(([name]) => !Object.hasOwn(other, name)));
}

/** What emitted code depends on and only the user can settle: the kind of module, a package kept for development. */
function unmetMembers(ours: JsonObject, theirs: JsonObject): string[][] {
  const type = memberOf(theirs, 'type');
  const needed = memberOf(theirs, 'dependencies') ?? {};
  const present = memberOf(ours, 'devDependencies') ?? {};
  const misplaced =
    isObject(needed) && isObject(present) ? Object.keys(needed).filter((name) => Object.hasOwn(present, name)) : [];
  return [
    ...(type === undefined || memberOf(ours, 'type') === type ? [] : [['type']]),
    ...misplaced.map((name) => ['dependencies', name]),
  ];
}

function note(path: readonly string[], ours: JsonObject, theirs: JsonObject): string {
  const name = path.join('.');
  const kept = valueAt(ours, path);
  const verb = kept === undefined ? 'is not set' : `stays ${JSON.stringify(kept)}`;
  return `"${name}" ${verb}; the emitted code expects ${JSON.stringify(valueAt(theirs, path))}`;
}

function valueAt(object: JsonObject, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((value, key) => (isObject(value) ? memberOf(value, key) : undefined), object);
}
