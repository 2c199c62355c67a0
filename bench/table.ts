/** A table in Markdown: the first column to the left, numbers to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const isNumeric = (column: number): boolean =>
    rows.every((row) => row[column] === '' || Number.isFinite(Number(row[column])));
  const rule = head.map((_title, column) => (isNumeric(column) ? '--:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};
