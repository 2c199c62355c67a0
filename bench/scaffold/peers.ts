import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const peers = {
  private: true,
  dependencies: { 'create-better-t-stack': '3.38.2', 'create-vite': '9.3.0' },
  // The next major version of execa, which one of them asks for, does not run on the oldest Node.js that we support.
  overrides: { execa: '9.6.1' },
};

/** Installs the peers, unless they are there. Returns the folder of their packages. */
export const installPeers = (folder: string): string => {
  const packages = join(folder, 'node_modules');
  if (!Object.keys(peers.dependencies).every((name) => existsSync(join(packages, name)))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify(peers));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'ignore' });
  }
  return packages;
};
