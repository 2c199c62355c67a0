import type { Repository } from '../../repository/repository.ts';
import { productFiles } from './code-files.ts';

/** A module of the backend: one subject, in a folder of its own. */
export interface BackendModule {
  readonly name: string;
  readonly folder: string;
}

/** Folders that hold modules in one layout or another; the first that does is taken. */
const containers = ['src/modules', 'src/features', 'src/domains', 'src/contexts', 'app/modules', 'modules', 'features'];

const foldersIn = (files: readonly string[], container: string): readonly BackendModule[] => {
  const depth = container.split('/').length;
  const names = files
    .filter((path) => path.startsWith(`${container}/`) && path.split('/').length > depth + 1)
    .map((path) => path.split('/')[depth] ?? '');
  return [...new Set(names)].sort().map((name) => ({ name, folder: `${container}/${name}` }));
};

/** Modules as NestJS has them: folders with a `*.module.ts` of their own. */
const nestModules = (files: readonly string[]): readonly BackendModule[] =>
  files
    .map((path) => /^(.+\/([^/]+))\/\2\.module\.[jt]s$/.exec(path))
    .flatMap((match) => (match === null ? [] : [{ name: match[2] ?? '', folder: match[1] ?? '' }]))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The modules of a backend; none where its layout is not by subject. */
export const modulesOf = (repository: Repository): readonly BackendModule[] => {
  const files = productFiles(repository);
  const found = containers.map((container) => foldersIn(files, container)).find((modules) => modules.length > 0);
  return found ?? nestModules(files);
};
