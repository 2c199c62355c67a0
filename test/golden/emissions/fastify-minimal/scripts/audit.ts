/**
 * Fails when a dependency has a known vulnerability of high severity. Where the registry offers no audit, or cannot be
 * reached, this is said; in CI that is a failure, too.
 */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

const report = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ high: z.number(), critical: z.number(), total: z.number() }),
  }),
});

const { stdout } = spawnSync('npm', ['audit', '--json', '--audit-level=high'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const parsed = report.safeParse(stdout === '' ? undefined : JSON.parse(stdout));

if (!parsed.success) {
  console.log('The dependencies were not audited: the registry gave no report. See: npm audit');
  process.exitCode = process.env['CI'] === 'true' ? 1 : 0;
} else {
  const { high, critical, total } = parsed.data.metadata.vulnerabilities;
  console.log(`${String(total)} known vulnerabilities, ${String(high + critical)} of them high or critical.`);
  if (high + critical > 0) {
    console.error('Run npm audit for the list; npm audit fix, or an override in package.json, for the remedy.');
    process.exitCode = 1;
  }
}
