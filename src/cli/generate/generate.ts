import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../compose/resolve.ts';
import { problem } from '../../options/given.ts';
import { repeatGenerateCommand } from '../../options/repeat.ts';
import { resolveTarget } from '../../tree/target.ts';
import type { Command } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { ConflictError } from '../failures.ts';
import { loadVersion } from '../load-version.ts';
import { printFailure } from '../print-failure.ts';
import { recoverFirst } from '../recover-first.ts';
import { emptyReport } from '../run-report.ts';
import { styleFor } from '../style.ts';
import { changesBetween, ownTexts } from './changes.ts';
import { decideRequest, splitWords } from './request.ts';
import { runPlop, type PlopOutcome } from './run-plop.ts';

const notARepository: Problem = {
  option: 'directory',
  message: 'There is no plopfile.js here: this is not the root of a repository with generators.',
  suggestion: 'Change into the root of one, and run this again.',
};

/** The repository's own plop, run by Node.js directly: no shell, no lookup of programs. */
const plopOf = (folder: string): string => {
  const plop = join(folder, 'node_modules', 'plop', 'bin', 'plop.js');
  if (!existsSync(join(folder, 'plopfile.js'))) {
    throw new ConflictError([notARepository]);
  }
  if (!existsSync(plop)) {
    throw new ConflictError([
      problem('directory', 'The dependencies of this repository are not installed: install them first.'),
    ]);
  }
  return plop;
};

/** The generators of this version end with the codes of ours; any other failure is a fault. */
const codeOf = ({ code }: PlopOutcome): ExitCode =>
  [exitCodes.done, exitCodes.wrongInput, exitCodes.conflict].find((known) => known === code) ?? exitCodes.fault;

const problemsOf = (name: string, outcome: PlopOutcome): readonly Problem[] => {
  const code = codeOf(outcome);
  if (code === exitCodes.done) return [];
  // What a fault prints is no sentence for people.
  if (code !== exitCodes.fault && outcome.lines.length > 0) return outcome.lines.map((line) => problem(name, line));
  return [problem('generator', `The generator "${name}" ended with code ${String(outcome.code)}.`)];
};

/** The generator was cancelled when it had begun to write. */
const cancelledMidway = (name: string): Problem =>
  problem(
    'generator',
    `The generator "${name}" was cancelled when it had begun to write: git status shows what it did.`,
  );

/** Runs one generator of the repository in the current folder, by its own plop. */
export const generate: Command = async (invocation) => {
  const { argv, cwd, terminal, cancellation, note } = invocation;
  const given = splitWords(argv);
  note({ target: cwd });
  recoverFirst(resolveTarget('.', cwd));
  const plop = plopOf(cwd);
  const { name, words } = await decideRequest(given, plop, invocation);
  // Without words a generator asks for them itself, and what it is told is known to it alone.
  const repeat = words.length === 0 ? null : repeatGenerateCommand(name, words, await loadVersion());
  const before = ownTexts(cwd);
  const outcome = await runPlop(plop, [name, ...words], { cwd, terminal, signal: cancellation.signal });
  // While plop asks, Ctrl-C is a key that plop alone reads; it ends as the signal would end it.
  if (outcome.code === exitCodes.interrupted) cancellation.cancel('SIGINT');
  const files = changesBetween(before, ownTexts(cwd));
  const code = codeOf(outcome);
  const known = { ...emptyReport, target: cwd, files, repeat };
  if (code !== exitCodes.done && cancellation.signal.aborted) {
    if (files.length === 0) cancellation.throwIfCancelled();
    const failure = { code: exitCodes.laterStepFailed, problems: [cancelledMidway(name)] };
    printFailure(terminal, failure);
    return { ...known, ...failure, ok: false };
  }
  if (code === exitCodes.done && repeat !== null) {
    terminal.print(styleFor(terminal).dim('The same again, without questions:'));
    terminal.print(`  ${repeat}`);
  }
  return { ...known, ok: code === exitCodes.done, code, problems: problemsOf(name, outcome) };
};
