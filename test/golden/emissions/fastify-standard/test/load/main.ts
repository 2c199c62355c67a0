/**
 * Load tests: `npm run test:load [-- smoke|load|stress|spike|soak]`. Starts a server of its own, or drives the one at
 * LOAD_URL. Ends with code 1 when a limit is not kept.
 */
import { isProfileName, profiles, type ProfileName } from './profiles.ts';
import { runStage } from './run-stage.ts';
import { scenario } from './scenario.ts';
import { givenTarget, startTarget, type Target } from './target.ts';
import { violationsOf } from './thresholds.ts';

const runProfile = async (name: ProfileName, { url }: Target): Promise<string[]> => {
  const { purpose, stages } = profiles[name];
  console.log(`${name}: ${purpose}, against ${url}`);
  const requests = await scenario(url);
  const violations: string[] = [];
  for (const stage of stages) {
    const result = await runStage(url, requests, stage);
    const perSecond = Math.round(result.requests / stage.seconds);
    console.log(
      `  ${String(stage.connections)} connections, ${String(stage.seconds)} s: ${String(perSecond)} requests/s, ` +
        `p95 ${String(result.p95)} ms, ${String(result.failures)} failed, ${String(result.refused)} refused`,
    );
    const found = violationsOf(result, stage.measured);
    violations.push(...found.map((text) => `with ${String(stage.connections)} connections ${text}`));
  }
  return violations;
};

const [name = 'smoke'] = process.argv.slice(2).filter((argument) => argument !== '--');
if (!isProfileName(name)) {
  console.error(`There is no load profile "${name}". There are: ${Object.keys(profiles).join(', ')}.`);
  process.exit(2);
}

const running = process.env['LOAD_URL'];
const target = running === undefined ? await startTarget() : givenTarget(running);
try {
  const violations = await runProfile(name, target);
  for (const violation of violations) console.error(`✗ ${violation}`);
  if (violations.length > 0) process.exitCode = 1;
  else console.log('✓ every limit was kept');
} finally {
  await target.stop();
}
