import { editJson } from './edit-json.ts';
import { parseJson, isSame, isObject } from './json-value.ts';
import { mergeJson } from './merge-json.ts';
import { isLineFile, mergeLines } from './merge-lines.ts';
import { isPackageFile, mergePackage } from './merge-package.ts';
import { mergeText } from './merge-text.ts';
import { plain, styled, styleOf } from './text.ts';

/** Three versions of one file. */
export interface MergeInput {
  readonly path: string;
  /** What the user has. */
  readonly ours: string;
  /** What both come from; undefined if they have no common origin. */
  readonly base: string | undefined;
  /** What the emission has. */
  readonly theirs: string;
}

export interface MergedFile {
  readonly content: string;
  /** Regions between conflict markers. */
  readonly conflicts: number;
  readonly notes: readonly string[];
}

/**
 * Merges one file by what it is: a package.json and other JSON by member, ignore files by line, the rest as text.
 * Line ends and byte order mark of the user's file are kept. Merging the result again changes nothing.
 *
 * @returns undefined if the user's file is broken so that it cannot be merged (a package.json that is not JSON)
 */
export function mergeFile({ path, ours, base, theirs }: MergeInput): MergedFile | undefined {
  const style = styleOf(ours);
  const input = {
    path,
    ours: plain(ours, style),
    base: base === undefined ? base : plain(base),
    theirs: plain(theirs),
  };
  const result = mergePlain(input);
  return result && { ...result, content: styled(result.content, style) };
}

function mergePlain(input: MergeInput): MergedFile | undefined {
  const { path, ours, base, theirs } = input;
  if (isPackageFile(path)) {
    const merged = mergePackage(ours, base, theirs);
    return merged && { ...merged, conflicts: 0 };
  }
  if (isLineFile(path)) return mergeLineFile(input);
  const text = { ...mergeText(ours, base ?? '', theirs), notes: [] };
  return path.endsWith('.json') ? (mergeJsonFile(input, text) ?? text) : text;
}

function mergeLineFile({ ours, base, theirs }: MergeInput): MergedFile {
  if (base !== undefined) {
    const text = mergeText(ours, base, theirs);
    if (text.conflicts === 0) return { ...text, notes: [] };
  }
  return { content: mergeLines(ours, base ?? '', theirs), conflicts: 0, notes: [] };
}

/** Merges by member, unless the sides contradict each other: then the user has to see both, as text. */
function mergeJsonFile({ ours, base, theirs }: MergeInput, text: MergedFile): MergedFile | undefined {
  const ourValue = parseJson(ours);
  const theirValue = parseJson(theirs);
  if (!isObject(ourValue) || !isObject(theirValue)) return undefined;
  const { value, conflicts } = mergeJson(ourValue, parseJson(base ?? '{}'), theirValue);
  if (conflicts.length > 0) return undefined;
  // The merge by line keeps the user's layout; it is wrong if a member was added at two places.
  if (text.conflicts === 0 && isSame(parseJson(text.content), value)) return text;
  const content = isObject(value) ? editJson(ours, value) : undefined;
  return content === undefined ? undefined : { content, conflicts: 0, notes: [] };
}
