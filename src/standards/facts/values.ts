/** Plain values of parsed files, whose shape nobody has promised. */

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  // A parsed object that is no list has texts for keys, whatever its values are.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** One text, or the texts of a list. */
export const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : listOf(value).filter((item) => typeof item === 'string');
