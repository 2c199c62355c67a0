import { diff3MergeRegions, diffComm } from 'node-diff3';

import { linesOf } from './text.ts';

const OURS_LABEL = 'yours';
const THEIRS_LABEL = 'emitted';
const MARKER_LENGTH = 7;
// Conflicts closer than this are joined, as git does: alternating single lines cannot be read.
const JOINED_GAP = 3;

/** A merged text, and how many of its regions stand between conflict markers. */
export interface MergedText {
  readonly content: string;
  readonly conflicts: number;
}

/** `same`: all sides agree. `taken`: one side changed it. */
type Piece =
  | { readonly kind: 'same' | 'taken'; readonly lines: readonly string[] }
  | { readonly kind: 'conflict'; readonly ours: readonly string[]; readonly theirs: readonly string[] };

/**
 * Merges two changes of one text by line with the verdict of `git merge-file`: what only one side changed is taken,
 * what both changed alike is taken once, the rest is left between conflict markers, without the lines both sides share.
 *
 * @param ours what the user has
 * @param base what both come from; empty if they have no common origin
 * @param theirs what the emission has
 */
export function mergeText(ours: string, base: string, theirs: string): MergedText {
  if (ours === theirs || theirs === base) return { content: ours, conflicts: 0 };
  if (ours === base) return { content: theirs, conflicts: 0 };
  if (takeTheirs(ours) === withFinalNewline(theirs)) return { content: ours, conflicts: 0 };
  const pieces = joined(piecesOf(linesOf(ours), linesOf(base), linesOf(theirs)));
  const length = markerLength(`${ours}\n${theirs}`);
  return {
    content: render(pieces, length),
    conflicts: pieces.filter((piece) => piece.kind === 'conflict').length,
  };
}

function piecesOf(ours: string[], base: string[], theirs: string[]): Piece[] {
  return diff3MergeRegions(ours, base, theirs).flatMap((region): Piece[] => {
    if (!region.stable) return refined(region.aContent, region.bContent);
    return [{ kind: region.buffer === 'o' ? 'same' : 'taken', lines: region.bufferContent }];
  });
}

/** Takes out of a conflict what both sides have in common. */
function refined(ours: string[], theirs: string[]): Piece[] {
  return diffComm(ours, theirs).map((part): Piece => {
    if (part.common !== undefined) return { kind: 'same', lines: part.common };
    return { kind: 'conflict', ours: part.buffer1, theirs: part.buffer2 };
  });
}

/** Joins what belongs together: neighbouring unchanged lines, and conflicts with hardly anything between them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === 'same' && piece.kind === 'same') {
      result.splice(-1, 1, { kind: 'same', lines: last.lines.concat(piece.lines) });
      continue;
    }
    const gap = last?.kind === 'same' && last.lines.length <= JOINED_GAP ? last.lines : undefined;
    const earlier = gap === undefined ? last : result.at(-2);
    if (piece.kind !== 'conflict' || earlier?.kind !== 'conflict') {
      result.push(piece);
      continue;
    }
    result.splice(gap === undefined ? -1 : -2, 2, {
      kind: 'conflict',
      ours: [...earlier.ours, ...(gap ?? []), ...piece.ours],
      theirs: [...earlier.theirs, ...(gap ?? []), ...piece.theirs],
    });
  }
  return result;
}

function render(pieces: readonly Piece[], length: number): string {
  const lines = pieces.flatMap((piece): readonly string[] => {
    if (piece.kind !== 'conflict') return piece.lines;
    const { start, middle, end } = markers(length);
    return [start, ...piece.ours.map(withFinalNewline), middle, ...piece.theirs.map(withFinalNewline), end];
  });
  return lines.map((line, index) => (index < lines.length - 1 ? withFinalNewline(line) : line)).join('');
}

function markers(length: number): { start: string; middle: string; end: string } {
  return {
    start: `${'<'.repeat(length)} ${OURS_LABEL}\n`,
    middle: `${'='.repeat(length)}\n`,
    end: `${'>'.repeat(length)} ${THEIRS_LABEL}\n`,
  };
}

function withFinalNewline(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The length git uses, or more where a line of the text itself looks like a marker of that length. */
function markerLength(text: string): number {
  const taken = new Set([...text.matchAll(/^(?:<+(?= |$)|=+$|>+(?= |$))/gm)].map(([run]) => run.length));
  let length = MARKER_LENGTH;
  while (taken.has(length)) length += 1;
  return length;
}

/** The text with the emission's side taken in each conflict; undefined if it has none of our conflict markers. */
function takeTheirs(text: string): string | undefined {
  const length = new RegExp(`^(<{${String(MARKER_LENGTH)},}) ${OURS_LABEL}$`, 'm').exec(text)?.[1]?.length;
  if (length === undefined) return undefined;
  const { start, middle, end } = markers(length);
  let side: 'ours' | 'theirs' | 'both' = 'both';
  let taken = '';
  for (const line of linesOf(text)) {
    if (line === start) side = 'ours';
    else if (line === middle) side = 'theirs';
    else if (line === end) side = 'both';
    else if (side !== 'ours') taken += line;
  }
  return withFinalNewline(taken);
}
