import type { Place } from '../standard.ts';

/** Text on one line, as part of a sentence or a table. */
export const inline = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Code in a line. What a name must not hold to be code in Markdown is left out. */
export const code = (text: string): string => `\`${inline(text).replaceAll('`', '')}\``;

/** The subject of an item, which stands in brackets. */
export const subject = (text: string): string => inline(text).replaceAll(/[[\]*`]/g, '');

/** A file, and the line in it where one is known. */
export const place = ({ path, line }: Place): string => code(line === undefined ? path : `${path}:${String(line)}`);

/** `1 index`, `2 indexes`. */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${String(number)} ${number === 1 ? one : many}`;

/** Items of one kind: the first so many, and how many more there are. */
export const listed = (items: readonly string[], most: number): string =>
  items.length <= most
    ? items.join(', ')
    : `${items.slice(0, most).join(', ')} and ${String(items.length - most)} more`;

const cell = (text: string): string => inline(text).replaceAll('|', '\\|');

/** A table. Rows without content are left out; without any row there is no table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rows.map(row)];
};

/** A line under an item, or nothing when there is nothing to say. */
export const detail = (label: string, text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : [`  - **${label}**: ${inline(text)}`];
