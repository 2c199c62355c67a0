/** Where a sentence can end early and still say something. */
const CLAUSE_END = /[,;:](?= )| (?=\()/g;

/** The part of a sentence that fits into so many columns: whole clauses if it can be, else whole words. */
export const shortened = (sentence: string, columns: number): string => {
  if (sentence.length <= columns) return sentence;
  const ends = [...sentence.matchAll(CLAUSE_END)].map(({ index }) => index).filter((end) => end <= columns);
  const clause = ends.at(-1);
  if (clause !== undefined) return sentence.slice(0, clause);
  const words = sentence.slice(0, Math.max(0, columns)).lastIndexOf(' ');
  return words <= 0 ? '' : `${sentence.slice(0, words)}…`;
};
