import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { plainEnvironment, projectRoot } from '../cli/support.ts';

/** A file of the package, as npm reports it. */
export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** The package as it would be published. */
export interface PackedPackage {
  readonly tarball: string;
  readonly version: string;
  /** Bytes of the tarball, and of its content. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

interface PackOutput extends Omit<PackedPackage, 'tarball'> {
  readonly filename: string;
}

/** Builds and packs the package into a folder. */
export const packInto = (folder: string): PackedPackage => {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot });
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: plainEnvironment(),
  });
  // npm's documented output of `pack --json`.
  const [packed] = JSON.parse(output) as PackOutput[];
  if (packed === undefined) throw new Error('npm packed nothing.');
  return { ...packed, tarball: join(folder, packed.filename) };
};

/** Unpacks a package; returns its folder. */
export const unpackInto = (folder: string, { tarball }: PackedPackage): string => {
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  return join(folder, 'package');
};
