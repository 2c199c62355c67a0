/**
 * Holds this repository against the standards of its work plan, and brings the plan up to date:
 * `npm run architect:check -- [--no-write] [--fail-on unmet] [--id API-05]`. Where the tool is not installed, this says so
 * and fails nothing: it never fetches it, because whoever owns the name in a registry would run in every pipeline.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const tool = join('node_modules', '.bin', 'create-backend-architect');

if (existsSync(tool)) {
  const words = process.argv.slice(2).filter((argument) => argument !== '--');
  const shell = process.platform === 'win32';
  process.exitCode = spawnSync(tool, ['check', ...words], { stdio: 'inherit', shell }).status ?? 1;
} else {
  console.log(
    'The standards were not checked: that takes `npm install --save-dev create-backend-architect@0.1.0`. The unit tests hold the plan against the files.',
  );
}
