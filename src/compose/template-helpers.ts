/** What a template prints is missing, or is no text, number or boolean. A fault of the templates, not of the user. */
export class TemplateValueError extends Error {
  constructor() {
    super('A template prints a value that does not exist, or is no text, number or boolean.');
    this.name = 'TemplateValueError';
  }
}

/** Turns what `<%= %>` prints into text. Code is emitted, not HTML: nothing is escaped, and nothing may be missing. */
export const printValue = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateValueError();
};

const printWidth = 120;

interface ListLayout {
  /** Columns before the line that the list stands on. */
  readonly indent?: number;
  /** What stands before and after the items on the line. */
  readonly prefix: string;
  readonly suffix: string;
  /** Blanks inside the brackets when on one line, as in `{ a, b }`. */
  readonly spaced?: boolean;
}

/**
 * Lays out a bracketed list as the formatter does: on one line when it fits in 120 columns, else one item a line
 * with a trailing comma.
 */
export const list = (items: readonly string[], layout: ListLayout): string => {
  const pad = layout.spaced === true && items.length > 0 ? ' ' : '';
  const margin = ' '.repeat(layout.indent ?? 0);
  const oneLine = `${layout.prefix}${pad}${items.join(', ')}${pad}${layout.suffix}`;
  // The formatter never breaks an import of one name.
  const isSingleImport = items.length === 1 && /^(?:import|export) (?:type )?\{$/.test(layout.prefix);
  if (isSingleImport || margin.length + oneLine.length <= printWidth) return oneLine;
  const lines = items.map((item) => `${margin}  ${item},\n`).join('');
  return `${layout.prefix}\n${lines}${margin}${layout.suffix}`;
};

/** Prints a value as indented JSON. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2);
