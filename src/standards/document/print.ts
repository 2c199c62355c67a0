import { trimmed } from './blocks.ts';

/** A part of an item or group that is ready to be printed. */
export interface PrintedItem {
  readonly id: string;
  readonly subject: string;
  readonly ticked: boolean;
  readonly proof: string;
  readonly tail: string;
  /** Our own lines: details, and perhaps a fence. */
  readonly own: readonly string[];
  /** A person's lines. */
  readonly extra: readonly string[];
}

/** A heading with everything below it, ready to be printed. */
export interface PrintedGroup {
  readonly heading: string;
  readonly own: readonly string[];
  readonly extra: readonly string[];
  readonly items: readonly PrintedItem[];
  readonly foreign: readonly string[];
}

const isListLine = (line: string): boolean => /^(\s+\S|- |\* |\d+\. )/.test(line);

/** The first line of an item. */
const itemHead = ({ id, subject, ticked, proof, tail }: Omit<PrintedItem, 'own' | 'extra'>): string =>
  [`- [${ticked ? 'x' : ' '}] **${id} [${subject}]**:`, proof, tail].filter((part) => part !== '').join(' ');

/** Puts lines behind others, with an empty line between what Markdown would run together. */
const append = (lines: string[], more: readonly string[]): void => {
  const [first] = more;
  if (first === undefined) return;
  const last = lines.at(-1) ?? '';
  if (last !== '' && !(isListLine(last) && isListLine(first))) lines.push('');
  lines.push(...more);
};

const printGroup = (lines: string[], { heading, own, extra, items, foreign }: PrintedGroup): void => {
  append(lines, [heading]);
  append(lines, own);
  append(lines, trimmed(extra));
  for (const item of items) {
    append(lines, [itemHead(item)]);
    append(lines, trimmed(item.own));
    append(lines, trimmed(item.extra));
  }
  append(lines, trimmed(foreign));
};

/** The text of a document. */
export const printPlan = (groups: readonly PrintedGroup[]): string => {
  const lines: string[] = [];
  for (const group of groups) printGroup(lines, group);
  return `${lines.join('\n')}\n`;
};
