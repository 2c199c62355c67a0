import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { outputFileSync } from 'fs-extra/esm';

/** A new folder, and how to remove it. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'tree-'));
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Files by their relative path. */
export type Files = Readonly<Record<string, string>>;

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    outputFileSync(join(root, path), content);
  }
}

/** Everything below a folder: the content of files, `→ target` for links, `/` for empty folders. */
export function readFiles(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (folder: string): void => {
    const names = readdirSync(folder).sort();
    if (names.length === 0 && folder !== root) found[relative(root, folder)] = '/';
    for (const name of names) {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isDirectory()) visit(path);
      else
        found[relative(root, path)] = stats.isSymbolicLink() ? `→ ${readlinkSync(path)}` : readFileSync(path, 'utf8');
    }
  };
  visit(root);
  return found;
}
