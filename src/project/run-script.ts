import type { InstallOptions } from './install.ts';
import type { PackageManager } from '../compose/answers.ts';
import { runProgram } from './run-program.ts';
import { stepDone, stepFailed, type StepResult } from './steps.ts';

/**
 * Runs a script of the repository's own package.json, found as `installDependencies` finds the package manager. It
 * never throws: the files stay, whatever happens here.
 *
 * @param folder absolute path
 * @param script a name that the emission gave it, so never an option
 */
export async function runScript(
  folder: string,
  manager: PackageManager,
  script: string,
  options: InstallOptions = {},
): Promise<StepResult> {
  const command = `${manager} run ${script}`;
  if (script.startsWith('-')) return stepFailed('script', 'the name is an option, not a script', []);
  try {
    const result = await runProgram(manager, ['run', script], { folder, ...options });
    return result.ok ? stepDone('script', `${script} done`) : stepFailed('script', result.failure, [command]);
  } catch (error) {
    return stepFailed('script', error instanceof Error ? error.message : String(error), [command]);
  }
}
