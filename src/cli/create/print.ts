import type { EmissionNotes } from '../../../generators/project/emit-project.ts';
import { writesOf, type ChangeSet } from '../../tree/change-set.ts';
import { pathWord, shellQuote } from '../../options/repeat.ts';
import type { ReportedFile, ReportedStep } from '../run-report.ts';
import { leftCommands, printChanges, printOpenSteps } from '../print-changes.ts';
import { printBox } from '../print-box.ts';
import { styleFor } from '../style.ts';
import type { Terminal } from '../terminal.ts';
import type { CreateRun } from './resolve-run.ts';

const choices = (run: CreateRun, notes: EmissionNotes): readonly (readonly [string, string])[] => {
  const { answers, naming, values } = run;
  return [
    ['folder', naming.directory],
    ['name', naming.wasMadeLegal ? `${answers.name} (made legal from the folder's name)` : answers.name],
    ['preset', answers.preset],
    ['stack', answers.stack],
    ['database', answers.database],
    ['auth', answers.auth.length === 0 ? 'none' : answers.auth.join(', ')],
    ...Object.entries(answers.options),
    ['model', values.model ?? 'the built-in sample'],
    ['features', notes.features.join(', ')],
  ];
};

/** The choices of a run, one a line. */
export const describeChoices = (run: CreateRun, notes: EmissionNotes): readonly string[] => {
  const rows = choices(run, notes);
  const column = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `${name.padEnd(column)}${value}`);
};

/** Prints what a run would do. */
export const printPlan = (
  terminal: Terminal,
  run: CreateRun,
  notes: EmissionNotes,
  files: readonly ReportedFile[],
): void => {
  const style = styleFor(terminal);
  terminal.print(style.strong('Dry run: nothing is written.'));
  for (const line of describeChoices(run, notes)) terminal.print(`  ${line}`);
  terminal.print('');
  for (const { action, path } of files) terminal.print(`  ${action.padEnd(10)}${path}`);
  terminal.print('');
  terminal.print(`${String(files.length)} files.`);
  terminal.print(`${style.dim('Without questions:')} ${run.repeat}`);
};

/** What the person does next: what is still to be done by hand first. */
const nextSteps = (run: CreateRun, notes: EmissionNotes, steps: readonly ReportedStep[]): readonly string[] => {
  const { directory } = run.naming;
  const { packageManager } = run.answers;
  return [
    ...(directory === '.' ? [] : [`cd ${shellQuote(pathWord(directory))}`]),
    ...leftCommands(steps, packageManager),
    ...notes.nextSteps.map(({ command, note }) => (note === undefined ? command : `${command}  # ${note}`)),
  ];
};

/** Prints that the files are in place. */
export const printWritten = (terminal: Terminal, { naming, answers }: CreateRun, changeSet: ChangeSet): void => {
  const style = styleFor(terminal);
  if (naming.wasMadeLegal) terminal.print(`The package is called ${style.strong(answers.name)}.`);
  printChanges(terminal, changeSet, ['create', 'unchanged']);
  terminal.print(`${style.good('✔')} ${String(writesOf(changeSet).length)} files written to ${naming.directory}`);
};

/** Prints how a run ended: what is left to do, and the command that repeats it. */
export const printOutcome = async (
  terminal: Terminal,
  run: CreateRun,
  notes: EmissionNotes,
  steps: readonly ReportedStep[],
): Promise<void> => {
  printOpenSteps(terminal, steps);
  await printBox(terminal, 'Next steps', nextSteps(run, notes, steps));
  terminal.print(styleFor(terminal).dim('The same again, without questions:'));
  terminal.print(`  ${run.repeat}`);
};
