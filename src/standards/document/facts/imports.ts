import { resolveImport } from '../../facts/resolve-import.ts';
import type { Repository } from '../../repository/repository.ts';
import { productFiles } from './code-files.ts';

/** File → the files of the repository that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

// Only statements at the start of a line: what is quoted in a comment stands behind its asterisk or slashes.
const specifier =
  /^(?:import|export)\b[^'"`;]*?['"](\.{1,2}\/[^'"]+)['"]|\brequire\(\s*['"](\.{1,2}\/[^'"]+)['"]\s*\)/gm;

/** Which file of the product imports which. Files outside the repository and packages are left out. */
export const importGraph = (repository: Repository): ImportGraph =>
  new Map(
    productFiles(repository).map((file) => {
      const found = [...(repository.text(file) ?? '').matchAll(specifier)].flatMap((match) => {
        return resolveImport(repository, file, match[1] ?? match[2] ?? '') ?? [];
      });
      return [file, [...new Set(found)]];
    }),
  );
