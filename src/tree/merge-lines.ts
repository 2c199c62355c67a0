import { linesOf } from './text.ts';

const LINE_FILES = new Set([
  '.gitignore',
  '.dockerignore',
  '.npmignore',
  '.prettierignore',
  '.eslintignore',
  '.gitattributes',
]);

/** Whether the file is a list of patterns, one a line, that can be united. */
export function isLineFile(path: string): boolean {
  return LINE_FILES.has(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * Unites two lists of patterns: the user's lines stay as they are, those of `theirs` that are missing are appended,
 * with the comment that stands above them, and those that `base` had and `theirs` gave up are taken out.
 */
export function mergeLines(ours: string, base: string, theirs: string): string {
  const theirPatterns = new Set(patternsOf(theirs));
  const basePatterns = new Set(patternsOf(base));
  const kept = linesOf(ours).filter((line) => {
    const pattern = line.trim();
    return !basePatterns.has(pattern) || theirPatterns.has(pattern);
  });
  const known = new Set([...kept.map((line) => line.trim()), ...basePatterns]);
  const added = blocksOf(theirs)
    .map((block) => missingOf(block, known))
    .filter((block) => block.length > 0);
  if (added.length === 0) return kept.join('');
  const text = kept.join('');
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return `${text}${gap}${added.map((block) => `${block.join('\n')}\n`).join('\n')}`;
}

function isPattern(line: string): boolean {
  return line !== '' && !line.startsWith('#');
}

function patternsOf(text: string): string[] {
  return linesOf(text)
    .map((line) => line.trim())
    .filter(isPattern);
}

/** The paragraphs of a list, without the blank lines between them. */
function blocksOf(text: string): string[][] {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.split('\n').map((line) => line.trim()))
    .map((block) => block.filter((line) => line !== ''));
}

function missingOf(block: readonly string[], known: ReadonlySet<string>): string[] {
  if (!block.some((line) => isPattern(line) && !known.has(line))) return [];
  return block.filter((line) => !known.has(line));
}
