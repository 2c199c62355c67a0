/**
 * Installs every package an emitted repository can depend on, once, into `.cache/emitted`: emissions under test link
 * to it instead of installing their own. Does nothing when the version table has not changed since the last time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { featureFolders } from '../src/compose/catalogue-disk.ts';
import { versions as shared } from '../templates/versions.ts';

const folder = fileURLToPath(new URL('../.cache/emitted/', import.meta.url));
const stamp = join(folder, 'node_modules', '.installed.json');

/** Versions of packages that one feature alone asks for. */
const ownVersions = async (featureFolder: string): Promise<Readonly<Record<string, string>>> => {
  const file = join(featureFolder, 'versions.ts');
  if (!existsSync(file)) return {};
  const module: unknown = await import(pathToFileURL(file).href);
  // Such a file exports the same table as `templates/versions.ts`, for its own folder.
  return (module as { versions: Readonly<Record<string, string>> }).versions;
};

const own = await Promise.all(featureFolders().map(ownVersions));
const versions = Object.fromEntries([...own, shared].flatMap((table) => Object.entries(table)));
const wanted = JSON.stringify(versions);

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'emitted', private: true, type: 'module', dependencies: versions };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The shared install of the emitted packages failed; see above.');
  writeFileSync(stamp, wanted);
}
