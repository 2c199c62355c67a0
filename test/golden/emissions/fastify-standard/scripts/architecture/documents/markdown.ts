/** A part of a document that is left out when it is empty or undefined. */
export type Block = string | undefined;

const joined = (blocks: readonly Block[]): string =>
  blocks.filter((block) => block !== undefined && block !== '').join('\n\n');

export const code = (text: string | number): string => `\`${text}\``;

/** Words in code style, with commas. */
export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

/** A bar would end the cell, also in code. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table; nothing without rows. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Block => {
  if (rows.length === 0) return undefined;
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
};

/** A list; nothing without items. */
export const list = (items: readonly Block[]): Block => {
  const given = items.filter((item) => item !== undefined && item !== '');
  return given.length === 0 ? undefined : given.map((item) => `- ${item}`).join('\n');
};

export const numbered = (items: readonly string[]): Block =>
  items.length === 0 ? undefined : items.map((item, index) => `${index + 1}. ${item}`).join('\n');

export const fenced = (language: string, lines: readonly string[]): string =>
  ['```' + language, ...lines, '```'].join('\n');

/** A section; nothing when all that is in it is empty. */
export const section = (title: string, ...blocks: readonly Block[]): Block => {
  const body = joined(blocks);
  return body === '' ? undefined : `## ${title}\n\n${body}`;
};

export const subsection = (title: string, ...blocks: readonly Block[]): Block => {
  const body = joined(blocks);
  return body === '' ? undefined : `### ${title}\n\n${body}`;
};

export const document = (title: string, ...blocks: readonly Block[]): string =>
  `${joined([`# ${title}`, ...blocks])}\n`;

/** `3 tables`, `1 table`. */
export const count = (amount: number, thing: string, plural = `${thing}s`): string =>
  `${amount} ${amount === 1 ? thing : plural}`;

/** A name that diagrams accept. */
export const nodeName = (text: string): string => text.replace(/\W+/g, '_');

/** Text in a quoted label of a diagram. */
export const label = (text: string): string => text.replaceAll('"', "'").replaceAll(';', ',').replaceAll('#', '');

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds in the largest unit that fits: `15 minutes`. */
export const duration = (seconds: number): string => {
  const [unit, size] = units.find(([, length]) => seconds >= length && seconds % length === 0) ?? ['second', 1];
  return count(seconds / size, unit);
};

/** Milliseconds, as seconds where they are whole ones. */
export const milliseconds = (value: number): string =>
  value >= 1000 && value % 1000 === 0 ? duration(value / 1000) : `${value} ms`;

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units with two or three digits. */
export const bytes = (value: number): string => {
  const step = value < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** step;
  return `${scaled >= 100 || step === 0 ? Math.round(scaled) : Number(scaled.toPrecision(2))} ${byteUnits[step] ?? ''}`;
};

/** A whole number with thin groups: `1,000,000`. */
export const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
