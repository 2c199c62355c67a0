/**
 * Installs every package an emitted repository can depend on, once, into `.cache/emitted`: emissions under test link
 * to it instead of installing their own. Does nothing when the version table has not changed since the last time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versions } from '../templates/versions.ts';

const folder = fileURLToPath(new URL('../.cache/emitted/', import.meta.url));
const stamp = join(folder, 'node_modules', '.installed.json');
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
