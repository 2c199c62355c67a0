import { importLines, type ImportLine } from '../../facts/import-lines.ts';
import { resolveImport } from '../../facts/resolve-import.ts';
import { isTest } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { once } from '../../facts/once.ts';

const inModule = /^((?:src|app|apps\/[^/]+\/src)\/(?:modules|features|domains|contexts)\/([^/]+))\/(.+)$/;

const moduleOf = (path: string): string | undefined => inModule.exec(path)?.[1];

/** Folders of the modules. */
export const moduleFolders = once((repository): readonly string[] => [
  ...new Set(repository.files.filter((path) => !isTest(path)).flatMap((path) => moduleOf(path) ?? [])),
]);

/** Whether a file is what its module shows to the others: a Nest module, say, wherever its routes are. */
const isFace = (path: string): boolean =>
  /^(?:index|public|api|(?:http\/)?[\w-]+\.module)\.[cm]?[jt]s$/.test(inModule.exec(path)?.[3] ?? '');

/** Files by which modules are reached from outside. */
export const faces = (repository: Repository): readonly string[] => repository.files.filter(isFace);

/** Imports that go past the public face of another module. */
export const trespasses = (repository: Repository): readonly ImportLine[] =>
  repository.files
    .filter((path) => moduleOf(path) !== undefined && !isTest(path))
    .flatMap((path) => {
      const source = repository.source(path);
      if (source === undefined) return [];
      return importLines(source).filter(({ specifier }) => {
        const target = resolveImport(repository, path, specifier);
        const module = target === undefined ? undefined : moduleOf(target);
        return target !== undefined && module !== undefined && module !== moduleOf(path) && !isFace(target);
      });
    });
