import type { Problem } from '../../compose/resolve.ts';
import { problem, type OptionValues } from '../../options/given.ts';
import { repeatCheckCommand } from '../../options/repeat.ts';
import { isSelected, type Assessment } from '../../standards/assess.ts';
import { assessInTurns } from '../../standards/assess-in-turns.ts';
import { makePlan } from '../../standards/document/make-plan.ts';
import { PLAN_PATH } from '../../standards/document/plan-path.ts';
import { loadStandards } from '../../standards/load-standards.ts';
import type { ProposalContext } from '../../standards/proposal.ts';
import {
  reportedScore,
  reportedStandard,
  type ReportedScore,
  type ReportedStandard,
} from '../../standards/report/json.ts';
import { isSarif } from '../../standards/report/is-sarif.ts';
import { sarifOf } from '../../standards/report/sarif.ts';
import { tableLines } from '../../standards/report/table.ts';
import { diskRepository } from '../../standards/repository/disk-repository.ts';
import type { Standard, VerdictStatus } from '../../standards/standard.ts';
import { createReader } from '../../tree/existing.ts';
import { resolveTarget, type Target } from '../../tree/target.ts';
import { textOf } from '../../tree/text.ts';
import type { Command, Invocation } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { ConflictError } from '../failures.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import { planVersionOf } from '../plan-version.ts';
import { showWhenSlow } from '../progress.ts';
import { recoverFirst, refuseHalfWritten } from '../recover-first.ts';
import { emptyReport, type ReportedFile, type RunReport } from '../run-report.ts';
import { styleFor } from '../style.ts';
import { readCheckInput, type CheckInput } from './input.ts';
import { writeResults } from './write-results.ts';

/** The report of a check. */
export interface CheckReport extends RunReport {
  readonly standards: readonly ReportedStandard[];
  readonly score: ReportedScore;
}

interface Checked {
  readonly context: ProposalContext;
  readonly assessments: readonly Assessment[];
  /** What is to be written: path → text. */
  readonly files: ReadonlyMap<string, string>;
}

/** The plan that is there; a link or a folder in its place is refused when it is to be written. */
const existingPlan = (target: Target): string | undefined => {
  const existing = createReader(target.path)(PLAN_PATH);
  return existing.kind === 'file' ? textOf(existing.bytes) : undefined;
};

/** @throws ConflictError when the report of findings would take the place of a file that is no such report */
const refuseForeignReport = (path: string, target: Target): void => {
  const existing = createReader(target.path)(path);
  if (existing.kind !== 'file' || isSarif(textOf(existing.bytes) ?? '')) return;
  const message = `${path} exists and is no SARIF report; name another file with --sarif.`;
  throw new ConflictError([problem('sarif', message)]);
};

const checkRepository = async (
  { values, sarif }: CheckInput,
  standards: readonly Standard[],
  target: Target,
  { terminal, cancellation }: Invocation,
): Promise<Checked> => {
  const version = planVersionOf(await loadCatalogue());
  const repository = diskRepository(target.path);
  const context = { repository, ...version };
  const assessing = assessInTurns(repository, standards, () => {
    cancellation.throwIfCancelled();
  });
  const found = await showWhenSlow(
    terminal,
    `Checking ${String(repository.files.length)} files`,
    assessing,
    cancellation.signal,
  );
  const existing = existingPlan(target);
  const isWritten = values.write ?? repository.choices !== undefined;
  const plan = isWritten
    ? makePlan({ ...context, standards, assessments: found, ...(existing === undefined ? {} : { existing }) })
    : undefined;
  const assessments = plan?.assessments ?? found;
  const files = new Map<string, string>();
  if (plan !== undefined) files.set(PLAN_PATH, plan.text);
  if (sarif !== undefined) files.set(sarif, `${JSON.stringify(sarifOf(assessments, context), undefined, 2)}\n`);
  return { context, assessments, files };
};

const print = (
  shown: readonly Assessment[],
  { context }: Checked,
  files: readonly ReportedFile[],
  { terminal }: Invocation,
): void => {
  for (const line of tableLines(shown, context, styleFor(terminal))) terminal.print(line);
  for (const { path, action } of files) terminal.print(`${action === 'unchanged' ? 'unchanged' : 'written'}: ${path}`);
};

/** The verdicts that end the run with code 5, by the value of `--fail-on`. */
const failing = {
  never: [],
  unmet: ['unmet'],
  unknown: ['unmet', 'unknown'],
} as const satisfies Readonly<Record<string, readonly VerdictStatus[]>>;

const failuresIn = (shown: readonly Assessment[], { failOn = 'never' }: OptionValues): readonly Problem[] => {
  const statuses: readonly VerdictStatus[] =
    failOn === 'unmet' || failOn === 'unknown' ? failing[failOn] : failing.never;
  const ids = shown.filter(({ verdict }) => statuses.includes(verdict.status)).map(({ standard }) => standard.id);
  if (ids.length === 0) return [];
  return [problem('fail-on', `${String(ids.length)} of the standards do not hold: ${ids.join(', ')}.`)];
};

/** Holds the repository in the current folder against the standards, and writes its work plan. */
export const check: Command = async (invocation) => {
  const { argv, cwd, terminal, cancellation, note } = invocation;
  const standards = await loadStandards();
  const input = readCheckInput(argv, standards);
  const target = resolveTarget('.', cwd);
  note({ target: target.path });
  if (input.values.write === false && input.sarif === undefined) {
    refuseHalfWritten(target, 'run this without --no-write');
  } else recoverFirst(target);
  if (input.sarif !== undefined) refuseForeignReport(input.sarif, target);
  const checked = await checkRepository(input, standards, target, invocation);
  const files = await writeResults(checked.files, target, cancellation.signal);
  const shown = checked.assessments.filter(({ standard }) => isSelected(standard, input.selection));
  if (!terminal.json) print(shown, checked, files, invocation);
  const problems = failuresIn(shown, input.values);
  for (const { message } of problems) terminal.printError(message);
  const report: CheckReport = {
    ...emptyReport,
    ok: problems.length === 0,
    code: problems.length === 0 ? exitCodes.done : exitCodes.standardsUnmet,
    target: target.path,
    files,
    problems,
    repeat: repeatCheckCommand(input.values, checked.context.version),
    standards: shown.map((assessment) => reportedStandard(assessment, checked.context)),
    score: reportedScore(shown),
  };
  return report;
};
