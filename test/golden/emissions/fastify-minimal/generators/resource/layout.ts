/** Columns of a line, as in the formatter's configuration. */
export const printWidth = 120;

export interface ListLayout {
  /** Columns before the line that the list stands on. */
  readonly indent?: number;
  /** What stands before and after the items on the line. */
  readonly prefix: string;
  readonly suffix: string;
  /** Blanks inside the brackets when on one line, as in `{ a, b }`. */
  readonly spaced?: boolean;
}

/**
 * Lays out a bracketed list as the formatter does: on one line when it fits, else one item a line with a
 * trailing comma.
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

/** A string literal as the formatter quotes it: single quotes, unless double ones need fewer escapes. */
export const quote = (text: string): string => {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  const singles = body.split("'").length;
  const doubles = body.split('"').length;
  return singles > doubles ? `"${body.replaceAll('"', '\\"')}"` : `'${body.replaceAll("'", "\\'")}'`;
};

/** Text inside a template literal, which has it as its value, whatever the text is: nothing in it ends the literal or runs. */
export const templateText = (text: string): string => text.replace(/[\\`]|\$\{/g, '\\$&').replaceAll('\r', '\\r');

/** Breaks the statement after its `=` or `=>` when it does not fit on one line. */
export const assignment = (left: string, right: string, indent = 0): string => {
  const margin = ' '.repeat(indent);
  const oneLine = `${left} ${right}`;
  return margin.length + oneLine.length <= printWidth ? oneLine : `${left}\n${margin}  ${right}`;
};

/** A union of types; one member a line when it does not fit. `left` is what stands before, up to the `=` or `:`. */
export const union = (left: string, members: readonly string[], suffix: string, indent = 0): string => {
  const margin = ' '.repeat(indent);
  const oneLine = `${left} ${members.join(' | ')}${suffix}`;
  if (margin.length + oneLine.length <= printWidth) return oneLine;
  return `${left}${members.map((member) => `\n${margin}  | ${member}`).join('')}${suffix}`;
};
