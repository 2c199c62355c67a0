/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other
 * (optimal string alignment distance).
 */
export const distance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
};

/** The candidate that was probably meant, or nothing when none is near: a wrong guess helps less than no guess. */
export const suggest = (word: string, candidates: readonly string[]): string | undefined => {
  const wanted = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  const [best] = ranked;
  if (best !== undefined && best.far <= Math.max(1, Math.floor(Math.max(wanted.length, best.candidate.length) * 0.4))) {
    return best.candidate;
  }
  return wanted.length >= 3 ? candidates.find((candidate) => candidate.toLowerCase().startsWith(wanted)) : undefined;
};
