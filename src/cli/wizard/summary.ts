import { note } from '@clack/prompts';
import type { ChangeSet } from '../../tree/change-set.ts';
import type { Emission } from '../../tree/emission.ts';
import { describeChoices } from '../create/print.ts';
import type { Prepared } from '../create/prepared.ts';
import { refuseConflicts, reportedFiles } from '../reported-files.ts';
import type { ReportedFile } from '../run-report.ts';
import { askDecision, type Decision } from './decision.ts';
import type { Prompter } from './prompter.ts';

/** How many files of each area (the first folder) are written, the largest areas first. */
const filesByArea = (files: readonly ReportedFile[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { path, action } of files) {
    if (action === 'unchanged' || action === 'skip') continue;
    const slash = path.indexOf('/');
    const area = slash === -1 ? 'root' : `${path.slice(0, slash)}/`;
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([area, count]) => `${area} ${String(count)}`);
};

/** How many of the replaced files are named. */
const namedFiles = 5;

/** The files of the person's that will not be there any more as they are. */
const replacedFiles = (files: readonly ReportedFile[]): readonly string[] => {
  const replaced = files.filter(({ action }) => action === 'overwrite').map(({ path }) => path);
  if (replaced.length === 0) return [];
  const named = replaced.slice(0, namedFiles).join(', ');
  return [`replaces ${String(replaced.length)} of yours: ${named}${replaced.length > namedFiles ? ', …' : ''}`];
};

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

const dependencies = (emission: Emission): readonly string[] => {
  const text = emission.get('package.json')?.content;
  if (text === undefined) return [];
  // Emitted by us, so that it is an object.
  const { dependencies: runtime, devDependencies: development } = JSON.parse(text) as Record<string, unknown>;
  return [`to run:     ${namesIn(runtime).join(', ')}`, `to develop: ${namesIn(development).join(', ')}`];
};

const laterSteps = ({ run, notes }: Prepared): string => {
  const { install = true, git = true } = run.values;
  const steps = [
    ...(install ? [`install with ${run.answers.packageManager}`, ...notes.postInstall.map(({ title }) => title)] : []),
    ...(git ? ['first commit'] : []),
  ];
  return `then:       ${steps.length === 0 ? 'nothing more' : steps.join(', ')}`;
};

/**
 * Shows what would be done, and asks whether to do it.
 * @throws ConflictError when something is in the way
 */
export const confirmPrepared = async (
  prepared: Prepared,
  changeSet: ChangeSet,
  prompter: Prompter,
): Promise<Decision> => {
  const { run, notes, emission } = prepared;
  refuseConflicts(changeSet);
  const files = reportedFiles(changeSet);
  const lines = [
    ...describeChoices(run, notes),
    '',
    `${String(files.length)} files: ${filesByArea(files).join(', ')}`,
    ...replacedFiles(files),
    ...dependencies(emission),
    laterSteps(prepared),
  ];
  note(lines.join('\n'), 'This is what you get');
  return askDecision(prompter, run.values.dryRun === true ? 'Print the plan?' : 'Write it?');
};
