/** A checkbox with an ID. */
export interface PlanItem {
  readonly id: string;
  readonly ticked: boolean;
  /** Places of the code and documents that show it, as `path:line`. */
  readonly evidence: readonly string[];
  readonly tests: readonly string[];
}

/** The lines of a plan that can be items: those in fences are examples and patches. */
const itemLines = (plan: string): string[] => {
  let inFence = false;
  return plan.split('\n').filter((line) => {
    if (/^\s*(```|~~~)/.test(line)) inFence = !inFence;
    return !inFence && /^- \[.\] \*\*[A-Z]+-/.test(line);
  });
};

const placesBehind = (label: string, line: string): string[] => {
  const list = new RegExp(`\\*\\*${label}\\*\\*: (\`[^\`]+\`(?:, \`[^\`]+\`)*)`).exec(line)?.[1] ?? '';
  return [...list.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1] ?? []);
};

/**
 * Reads the items of a work plan.
 *
 * @throws Error with the line that has another form
 */
export const readPlan = (plan: string): PlanItem[] =>
  itemLines(plan).map((line) => {
    const match = /^- \[([ x])\] \*\*([A-Z]+(?:-[A-Z]+)*-\d+(?:\.\d+)?) \[[^\]]+\]\*\*:/.exec(line);
    if (match === null) throw new Error(`Not of the form "- [ ] **ID-1 [Subject]**:": ${line}`);
    return {
      id: match[2] ?? '',
      ticked: match[1] === 'x',
      evidence: placesBehind('Evidence', line),
      tests: placesBehind('Tests', line),
    };
  });

/** The part of `path:line` before the colon, and the number behind it; a place without one is the whole file. */
export const parsePlace = (place: string): { path: string; line?: number } => {
  const match = /^(.+):(\d+)$/.exec(place);
  return match === null ? { path: place } : { path: match[1] ?? '', line: Number(match[2]) };
};

/** Whether a file holds tests of a runner; a standard may also be shown by a step of the pipeline or a load test. */
export const isTestFile = (path: string): boolean => /\.(test|spec)\.[cm]?[jt]s$/.test(path);

const isStart = (text: string): boolean => /^\s*(it|test|describe)\b/.test(text);
const isSkipped = (text: string): boolean => /^\s*\w+\.(skip|todo)\b/.test(text);

/** Whether the test at a line of a file runs, or any test of it when there is no line. */
export const isRun = (source: string, line?: number): boolean => {
  if (/^\s*describe\.(skip|todo)\b/m.test(source)) return false;
  const lines = source.split('\n');
  if (line === undefined) return lines.some((text) => /^\s*(it|test)\b/.test(text) && !isSkipped(text));
  const start = lines.slice(0, line).findLast(isStart);
  return start !== undefined && !isSkipped(start);
};
