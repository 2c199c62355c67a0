/** A run of lines that belong together, and what they are: `quote`, `table:…`, `fence:…`, `detail:…` or `text`. */
export interface Block {
  readonly kind: string;
  readonly lines: readonly string[];
}

const fenceStart = /^\s*(`{3,}|~{3,})(.*)$/;
const detailLine = /^ {2}- \*\*([^*]+)\*\*:/;

/**
 * The labels of the lines that are written under an item. Such a line is made anew each time; every other line under an
 * item is a person's, and kept.
 */
const detailLabels: ReadonlySet<string> = new Set([
  'Why',
  'Missing',
  'Look at',
  'Unknown',
  'Not applicable',
  'Unticked',
  'Gone',
  'Next',
  'Open',
  'Pattern',
  'Versioning',
  'Authentication',
  'Authorization',
  'Documentation',
  'Engine',
  'Schema',
  'Migrations',
  'Queries',
  'Queue',
  'Events',
  'Mail',
  'Input',
  'Limits',
  'Secrets',
  'Audit',
  'Cache',
  'HTTP caching',
  'Container',
  'Pipeline',
  'Release',
  'Health',
  'Logs',
  'Metrics',
  'Boundaries',
  'Reasons',
  'Layers',
  'Purpose',
  'Dependencies',
  'Files',
  'Data Store',
  'Scaling Strategy',
  'Standards',
  'Command',
  'Patch',
]);

const isOwnLabel = (label: string): boolean => detailLabels.has(label) || /^Step \d+$/.test(label);

const kindOf = (line: string): string => {
  const label = detailLine.exec(line)?.[1];
  if (label !== undefined && isOwnLabel(label)) return `detail:${label}`;
  if (line.startsWith('> ')) return 'quote';
  return line.startsWith('|') ? `table:${line}` : 'text';
};

/** Whether a line is nothing but the mark of a fence, or a longer one. */
const isClosing = (line: string, mark: string): boolean =>
  line.startsWith(mark) && line === mark.charAt(0).repeat(line.length);

/** The lines of the fence that starts the given lines. One that nobody closed is closed where they end. */
const fenceAt = (lines: readonly string[], mark: string): readonly string[] => {
  const end = lines.findIndex((line, index) => index > 0 && isClosing(line.trim(), mark));
  return end === -1 ? [...trimmed(lines), mark] : lines.slice(0, end + 1);
};

const endOf = (lines: readonly string[], start: number, kind: string): number => {
  const goesOn = (line: string): boolean => {
    if (kind === 'quote') return line.startsWith('>');
    if (kind.startsWith('table:')) return line.startsWith('|');
    return kind === 'text' && kindOf(line) === 'text' && !fenceStart.test(line);
  };
  let end = start + 1;
  while (end < lines.length && goesOn(lines[end] ?? '')) end += 1;
  return end;
};

/** Lines without the empty ones at both ends. */
export const trimmed = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return [];
  return lines.slice(first, lines.findLastIndex((line) => line.trim() !== '') + 1);
};

/** Splits lines into blocks. What stands in a fence is one block, whatever it looks like. */
export const blocksOf = (lines: readonly string[]): readonly Block[] => {
  const blocks: Block[] = [];
  for (let start = 0; start < lines.length;) {
    const line = lines[start] ?? '';
    const fence = fenceStart.exec(line);
    if (fence !== null) {
      const own = fenceAt(lines.slice(start), fence[1] ?? '');
      blocks.push({ kind: `fence:${(fence[2] ?? '').trim()}`, lines: own });
      start += own.length;
      continue;
    }
    const kind = kindOf(line);
    const end = endOf(lines, start, kind);
    blocks.push({ kind, lines: lines.slice(start, end) });
    start = end;
  }
  return blocks;
};
