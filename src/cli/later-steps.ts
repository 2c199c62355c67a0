import type { PackageManager } from '../compose/answers.ts';
import type { PostInstallStep } from '../compose/slots.ts';
import { initRepository, ownedRepository } from '../project/git.ts';
import { installDependencies } from '../project/install.ts';
import { runScript } from '../project/run-script.ts';
import type { StepResult } from '../project/steps.ts';
import { startStep } from './progress.ts';
import type { ReportedStep } from './run-report.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

/** What is to be done once the files are in place. */
export interface LaterSteps {
  /** Absolute path of the repository. */
  readonly path: string;
  readonly packageManager: PackageManager;
  readonly install: boolean;
  readonly git: boolean;
  /** Nothing was in the folder before but perhaps an empty repository. */
  readonly wasEmpty?: boolean;
  readonly postInstall: readonly PostInstallStep[];
  /** What only makes sense once everything is installed. */
  readonly afterInstall?: () => Promise<ReportedStep>;
}

interface Surroundings {
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

type Runner = (onLine: (line: string) => void) => Promise<ReportedStep>;

const reported = (result: StepResult, name: string = result.step): ReportedStep => ({
  name,
  status: result.skipped ? 'skipped' : result.ok ? 'done' : 'failed',
  message: result.message,
  byHand: result.byHand,
});

const runStep = async (title: string, terminal: Terminal, run: Runner): Promise<ReportedStep> => {
  const progress = startStep(terminal, title);
  const step = await run((line) => {
    progress.log(line);
  });
  if (step.status === 'failed') progress.failed(step.message);
  else progress.done(step.message);
  return step;
};

/** A step that cannot be done because the one before it was not. */
const leftOut = (step: PostInstallStep, packageManager: PackageManager): ReportedStep => ({
  name: step.script,
  status: 'skipped',
  message: `${step.title}: needs the dependencies.`,
  byHand: [`${packageManager} run ${step.script}`],
});

const installSteps = async (steps: LaterSteps, { cwd, terminal, signal }: Surroundings): Promise<ReportedStep[]> => {
  const { path, packageManager, postInstall } = steps;
  if (!steps.install) return postInstall.map((step) => leftOut(step, packageManager));
  const install = await runStep(`Installing the dependencies with ${packageManager}`, terminal, async (onLine) =>
    reported(await installDependencies(path, packageManager, { cwd, onLine, signal })),
  );
  if (install.status === 'failed') return [install, ...postInstall.map((step) => leftOut(step, packageManager))];
  const done = [install];
  for (const step of postInstall) {
    const run: Runner = async (onLine) =>
      reported(await runScript(path, packageManager, step.script, { cwd, signal, onLine }), step.script);
    done.push(await runStep(step.title, terminal, run));
  }
  return done;
};

const gitStep = async ({ path, wasEmpty = false }: LaterSteps, surroundings: Surroundings): Promise<ReportedStep> => {
  const { cwd, terminal, signal } = surroundings;
  const owned = await ownedRepository(path, { cwd, signal, wasEmpty });
  if (owned === undefined) {
    return runStep('Making the first commit', terminal, async () =>
      reported(await initRepository(path, { cwd, signal })),
    );
  }
  terminal.print(`${styleFor(terminal).good('✔')} ${owned.message}`);
  return reported(owned);
};

/** Does what follows the files. A step that fails does not keep the others from being done. */
export const runLaterSteps = async (
  steps: LaterSteps,
  surroundings: Surroundings,
): Promise<readonly ReportedStep[]> => {
  const done = await installSteps(steps, surroundings);
  const isInstalled = done.some(({ name, status }) => name === 'install' && status === 'done');
  if (isInstalled && steps.afterInstall !== undefined) {
    done.push(await runStep('Updating the work plan', surroundings.terminal, steps.afterInstall));
  }
  if (!steps.git) return done;
  return [...done, await gitStep(steps, surroundings)];
};
