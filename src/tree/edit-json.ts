import { applyEdits, format, modify, type FormattingOptions } from 'jsonc-parser';
import { isObject, isSame, memberOf, parseJson, type JsonObject, type JsonValue } from './json-value.ts';

/** One member that becomes another, comes or goes. */
interface Edit {
  readonly path: readonly string[];
  readonly value: JsonValue;
  /** The place among the members, of one that comes. */
  readonly index: number;
}

/**
 * Writes into a JSON text what makes it say something else. Everything that stays the same keeps its bytes: layout, and
 * numbers that JavaScript cannot hold.
 *
 * @returns undefined if the text cannot be made to say it (a member stands there twice)
 */
export function editJson(text: string, wanted: JsonObject): string | undefined {
  const present = parseJson(text);
  if (!isObject(present)) return undefined;
  const edited = editsBetween(present, wanted).reduce(applied, text);
  return isSame(parseJson(edited), wanted) ? edited : undefined;
}

/** What goes comes first, so that the places of what comes are those it has in the end. */
function editsBetween(present: JsonObject, wanted: JsonObject, at: readonly string[] = []): Edit[] {
  const gone = Object.keys(present).filter((key) => memberOf(wanted, key) === undefined);
  const changed = Object.entries(wanted).flatMap(([key, value], index): Edit[] => {
    const path = [...at, key];
    const before = memberOf(present, key);
    if (isSame(before, value)) return [];
    return isObject(before) && isObject(value) ? editsBetween(before, value, path) : [{ path, value, index }];
  });
  return [...gone.map((key) => ({ path: [...at, key], value: undefined, index: 0 })), ...changed];
}

function applied(text: string, { path, value, index }: Edit): string {
  const edits = modify(text, [...path], value, { getInsertionIndex: () => index });
  const edited = applyEdits(text, edits);
  const [edit] = edits;
  const layout = layoutOf(text);
  if (edit === undefined || edit.content === '' || layout === undefined) return edited;
  // Only what came is laid out, with the whitespace on both sides of it.
  return applyEdits(edited, format(edited, { offset: edit.offset - 1, length: edit.content.length + 2 }, layout));
}

/** How the text is laid out; undefined if it is one line. */
function layoutOf(text: string): FormattingOptions | undefined {
  if (!text.trim().includes('\n')) return undefined;
  const indent = /^\s*\{\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol: '\n' };
}
