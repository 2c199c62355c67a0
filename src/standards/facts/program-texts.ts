import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { ciCommands } from './ci-commands.ts';
import { composeServices } from './compose-file.ts';
import { packageScripts } from './package-manifest.ts';
import { inProgram } from './search.ts';
import { textsOf } from './values.ts';
import { ownFiles } from './own-files.ts';

const shellPath = /\.(?:sh|bash|sql)$|(?:^|\/)Makefile$|(?:^|\/)justfile$/;

/** A line of a shell script or of SQL without what is said after `#` or `--`. */
const withoutRemark = (line: string): string => line.replace(/(?:^|\s)(?:#|--\s).*$/, '');

/**
 * Where a command or statement stands that can be run: in code that runs, a script of package.json, a shell or SQL
 * file, the Compose file or a step of CI. Comments do not count.
 */
export const programTexts = (repository: Repository, pattern: RegExp): Place[] => [
  ...inProgram(repository, { kind: 'string', text: pattern }),
  ...[...packageScripts(repository).values()].filter(({ command }) => pattern.test(command)).map(({ place }) => place),
  ...ownFiles(repository, shellPath).flatMap((path) =>
    (repository.text(path) ?? '')
      .split('\n')
      .flatMap((line, index) => (pattern.test(withoutRemark(line)) ? [{ path, line: index + 1 }] : [])),
  ),
  ...composeServices(repository)
    .filter(({ definition }) => pattern.test(textsOf(definition.command).join(' ')))
    .map(({ place }) => place),
  ...ciCommands(repository)
    .filter(({ text }) => pattern.test(text))
    .map(({ place }) => place),
];
