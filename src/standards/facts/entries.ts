import { posix } from 'node:path';
import type { Repository } from '../repository/repository.ts';
import { composeServices } from './compose-file.ts';
import { dockerfiles, effectiveInstructions, runtimeStage } from './dockerfile.ts';
import { once } from './once.ts';
import { packageManifest, packageScripts } from './package-manifest.ts';
import { recordOf, textOf, textsOf } from './values.ts';

const fileWord = /^[\w@./-]+\.[cm]?[jt]sx?$/;
const compiledFolder = /^(?:dist|build|out|lib|\.build)\//;
const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'];

/** The source of a file that a command names: itself, or what it was compiled from. */
const sourceOf = (repository: Repository, word: string): string | undefined => {
  const path = posix.normalize(word);
  const stem = path.replace(/\.[cm]?[jt]sx?$/, '').replace(compiledFolder, '');
  const compiled = compiledFolder.test(path) || !repository.has(path);
  const candidates = compiled
    ? [stem, `src/${stem}`].flatMap((base) => endings.map((ending) => base + ending))
    : [path];
  return candidates.find((candidate) => repository.has(candidate));
};

const filesIn = (repository: Repository, command: string): string[] =>
  command
    .split(/[\s"',[\]]+/)
    .filter((word) => fileWord.test(word))
    .flatMap((word) => sourceOf(repository, word) ?? []);

const isNest = (command: string): boolean => /^nest start\b/.test(command);

/** Scripts that write documents: what these say is no program of this repository. */
const writesDocuments = /^docs?(?::|$)/;

/** Scripts that start the server. */
const starts = /^(?:start|dev|serve|develop)(?::|$)/;

const fromScripts = (repository: Repository, which: (name: string) => boolean): string[] =>
  [...packageScripts(repository)]
    .filter(([name]) => which(name))
    .flatMap(([, { command }]) => [
      ...filesIn(repository, command),
      ...(isNest(command) ? ['src/main.ts'].filter((path) => repository.has(path)) : []),
    ]);

const fromImage = (repository: Repository): string[] =>
  dockerfiles(repository).flatMap((file) => {
    const stage = runtimeStage(file);
    const instructions = stage === undefined ? [] : effectiveInstructions(file, stage);
    return instructions
      .filter(({ name }) => name === 'CMD' || name === 'ENTRYPOINT')
      .flatMap(({ value }) => filesIn(repository, value));
  });

const fromManifest = (repository: Repository): string[] => {
  const { main, exports: exported } = recordOf(packageManifest(repository));
  return [textOf(main), textOf(exported)].flatMap((word) =>
    word === undefined ? [] : (sourceOf(repository, word) ?? []),
  );
};

const usual = ['src/main', 'src/server', 'src/index', 'src/app', 'server', 'index', 'main', 'app', 'bin/www'];

const byName = (repository: Repository): string[] =>
  usual
    .flatMap((stem) => endings.map((ending) => stem + ending))
    .filter((path) => repository.has(path))
    .slice(0, 1);

/** Files that the server starts with; empty when nothing tells. */
export const serverEntries = once((repository): readonly string[] => {
  const declared = [
    ...fromScripts(repository, (name) => starts.test(name)),
    ...fromImage(repository),
    ...fromManifest(repository),
  ];
  return [...new Set(declared.length > 0 ? declared : byName(repository))];
});

/** Files that any script, image or service starts with: the server, commands, jobs. */
export const allEntries = once((repository): readonly string[] => [
  ...new Set([
    ...serverEntries(repository),
    ...fromScripts(repository, (name) => !writesDocuments.test(name)),
    ...composeServices(repository).flatMap(({ definition }) =>
      filesIn(repository, textsOf(definition.command).join(' ')),
    ),
  ]),
]);
