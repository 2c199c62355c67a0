import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** One import of a source file: the importing file, and a path from the root or the name of a package. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** The TypeScript files under a folder, as paths from the root of the repository. */
export const sourceFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));

/** All imports of a file, those of types and dynamic ones included. */
export const importsOf = (path: string): Import[] =>
  ts.preProcessFile(readFileSync(path, 'utf8')).importedFiles.map(({ fileName }) => ({
    from: path,
    to: fileName.startsWith('.') ? posix.join(dirname(path), fileName) : fileName,
  }));
