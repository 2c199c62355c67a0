/**
 * Runs what CI runs: all of `checks.json`, or the groups that are named (`verify -- static e2e`).
 * Every job of the pipeline calls this script with its group, so the list stands in one place.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';

const checks = z
  .array(z.strictObject({ group: z.string(), name: z.string(), run: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('checks.json', import.meta.url), 'utf8')));
const groups = new Set(checks.map((check) => check.group));

const wanted = process.argv.slice(2).filter((argument) => argument !== '--');
const unknown = wanted.filter((group) => !groups.has(group));
if (unknown.length > 0) {
  console.error(`No such group of checks: ${unknown.join(', ')}. There are: ${[...groups].join(', ')}.`);
  process.exit(2);
}

// The checks migrate down as well: they get the embedded database, never the one that DATABASE_URL or .env names.
const dataFolder = '.data/verify';
rmSync(dataFolder, { recursive: true, force: true });
const environment = {
  ...process.env,
  DATABASE_URL: '',
  DATABASE_MIGRATION_URL: '',
  DATA_DIR: dataFolder,
};

const failed: string[] = [];
for (const { group, name, run } of checks.filter((check) => wanted.length === 0 || wanted.includes(check.group))) {
  console.log(`\n▸ ${group}: ${name}\n  ${run}`);
  const started = performance.now();
  const { status } = spawnSync(run, { shell: true, stdio: 'inherit', env: environment });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(status === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)`);
  if (status !== 0) failed.push(`${group}: ${name}`);
}

if (failed.length > 0) {
  console.error(`\n${String(failed.length)} failed:\n${failed.map((name) => `  ✗ ${name}`).join('\n')}`);
  process.exitCode = 1;
}
