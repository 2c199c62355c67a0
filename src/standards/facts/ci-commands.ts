import { posix } from 'node:path';
import type { Repository } from '../repository/repository.ts';
import type { SourceFile } from '../repository/source.ts';
import type { Place } from '../standard.ts';
import { occurrencesOf } from './occurrences.ts';
import { once } from './once.ts';
import { packageScripts } from './package-manifest.ts';
import { listOf, recordOf, textOf } from './values.ts';
import { ciSteps, type CiStep } from './workflows.ts';
import { yamlDocument } from './yaml-document.ts';

/** A command that the pipeline runs in the end, with the scripts that lead to it spelt out. */
export interface CiCommand {
  readonly text: string;
  /** Where it is written: the step, the script of package.json, or the list that a script runs. */
  readonly place: Place;
  readonly step: CiStep;
}

/** Every command of every step; scripts of package.json appear themselves, and as the commands behind them. */
export const ciCommands = once((repository): readonly CiCommand[] =>
  ciSteps(repository).flatMap((step) =>
    step.run === undefined ? [] : expand(repository, { text: step.run, place: step.place, step }, new Set()),
  ),
);

/** The commands of a shell text: its lines, split where one command ends and the next one begins. */
export const simpleCommands = (text: string): string[] =>
  text
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n|&&|\|\||;|\|/)
    .map((command) => command.trim())
    .filter((command) => command !== '' && !command.startsWith('#'));

const expand = (repository: Repository, command: CiCommand, seen: ReadonlySet<string>): CiCommand[] =>
  simpleCommands(command.text)
    .flatMap((text) => withVariables(text, command.step))
    .flatMap((text) => {
      const one = { ...command, text };
      if (cannotRun(repository, one)) return [];
      // By the script it names, not by its words: a script that calls itself with more of them each time would never end.
      const key = `${command.place.path}:${String(command.place.line)}:${scriptCall.exec(text)?.[1] ?? text}`;
      if (seen.has(key)) return [];
      const deeper = new Set([...seen, key]);
      return [one, ...behind(repository, one).flatMap((inner) => expand(repository, inner, deeper))];
    });

const variable = /\$\{\{\s*matrix\.([\w-]+)\s*\}\}|"?\$\{?([A-Z_][A-Z0-9_]*)\}?"?/;

/** The command with the values of the matrix and of the step's variables; once for each value. */
const withVariables = (text: string, step: CiStep): string[] => {
  const match = variable.exec(text);
  if (match === null) return [text];
  const [whole, ofMatrix, ofEnvironment] = match;
  const given = ofEnvironment === undefined ? undefined : step.environment[ofEnvironment];
  const values = ofMatrix === undefined ? (given === undefined ? [] : [given]) : (step.matrix[ofMatrix] ?? []);
  if (values.length === 0) return [text];
  // A value of the environment may name the matrix; a value that names itself would never end.
  return values.flatMap((value) => (value.includes(whole) ? [text] : withVariables(text.replace(whole, value), step)));
};

/** Commands of package managers that scripts may be named like, but which run none. */
const ownCommands = 'audit|install|i|ci|add|exec|dlx|x|publish|pack|view|info|why|outdated|update|npm|create|init';
const scriptCall = new RegExp(
  String.raw`^(?:npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+|(?!(?:${ownCommands})\b))(?:--\S+\s+)*([\w:.-]+)(?:\s+(.*))?$`,
);
const sourceCall = /^(?:npx\s+)?(?:node|tsx|ts-node|bun)\s+(?:--?\S+\s+)*(\S+\.(?:[cm]?[jt]s))(?:\s+(.*))?$/;

const builtFile = /^(?:\.\/)?(?:dist|build|node_modules)\//;
const explicitRun = /^(?:npm|pnpm|yarn|bun)\s+run(?:-script)?\s/;

/**
 * A script that is not in package.json, or a file that is not there: the step fails before it shows anything. Said of
 * repositories of ours alone, whose steps run in the root.
 */
const cannotRun = (repository: Repository, { text }: CiCommand): boolean => {
  if (repository.choices === undefined) return false;
  const script = explicitRun.test(text) ? scriptCall.exec(text)?.[1] : undefined;
  if (script === undefined) return lacksFile(repository, text);
  const behindIt = packageScripts(repository).get(script)?.command;
  return behindIt === undefined || simpleCommands(behindIt).some((one) => lacksFile(repository, one));
};

/** Whether a command names a program, a configuration or a project of tests that is not there. */
const lacksFile = (repository: Repository, text: string): boolean => {
  const file = sourceCall.exec(text)?.[1] ?? /^(?:npx\s+)?tsc\b.*\s(?:-p|--project)\s+(\S+\.json)/.exec(text)?.[1];
  if (file !== undefined) return !builtFile.test(file) && !repository.has(posix.normalize(file));
  return /^(?:npx\s+)?vitest\b.*\s--project\b/.test(text) && repository.matching(/^vitest\.\w+\.[cm]?ts$/).length === 0;
};

const behind = (repository: Repository, { text, step, place }: CiCommand): CiCommand[] => {
  const [, script = '', rest = ''] = scriptCall.exec(text) ?? [];
  const scripts = packageScripts(repository);
  const named = ['', 'pre', 'post'].flatMap((prefix) => scripts.get(prefix + script) ?? []);
  if (named.length > 0) {
    const given = rest.replace(/^--\s*/, '');
    return named.map((found) => ({ text: `${found.command} ${given}`.trim(), place: found.place, step }));
  }
  const [, file, values = ''] = sourceCall.exec(text) ?? [];
  return file === undefined
    ? []
    : listedCommands(repository, posix.normalize(file), values).map((one) => ({
        ...one,
        step,
        place: one.place ?? place,
      }));
};

/**
 * The commands of a list that a script of the repository runs: a JSON file beside the script, named in it, with `run`
 * in each entry. With words given, only the groups that they name.
 */
const listedCommands = (
  repository: Repository,
  script: string,
  words: string,
): { readonly text: string; readonly place?: Place }[] => {
  const wanted = new Set(words.split(/\s+/).filter((word) => word !== '' && word !== '--'));
  return listsIn(repository, script).flatMap((path) => {
    const document = yamlDocument(repository, path);
    return listOf(document?.value).flatMap((entry, index) => {
      const { run, group } = recordOf(entry);
      const text = textOf(run);
      const chosen = wanted.size === 0 || (typeof group === 'string' && wanted.has(group));
      return text === undefined || !chosen ? [] : [{ text, ...(document && { place: document.at(index, 'run') }) }];
    });
  });
};

const listsIn = (repository: Repository, script: string): string[] => {
  const source = repository.source(script);
  if (source === undefined) return [];
  const folder = posix.dirname(script);
  return repository.files.filter(
    (path) => path.endsWith('.json') && posix.dirname(path) === folder && namesFile(source, posix.basename(path)),
  );
};

const namesFile = (source: SourceFile, name: string): boolean =>
  occurrencesOf(source).some(({ kind, text }) => kind === 'string' && posix.basename(text) === name);
