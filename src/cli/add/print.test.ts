import { expect, it } from 'vitest';
import type { ChangeSet } from '../../tree/change-set.ts';
import { resolveTarget } from '../../tree/target.ts';
import { emptyReport, type ReportedStep } from '../run-report.ts';
import type { Terminal } from '../terminal.ts';
import { printAdded } from './print.ts';

/** The next steps after an addition that wrote one file. */
const nextSteps = async (path: string, steps: readonly ReportedStep[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(line);
  };
  const terminal: Terminal = { interactive: false, live: false, json: false, color: false, print, printError: print };
  const changeSet: ChangeSet = {
    target: resolveTarget('app', '/'),
    state: 'filled',
    changes: [{ path, action: 'update', content: '', conflicts: 0, notes: [] }],
  };
  await printAdded(terminal, changeSet, { ...emptyReport, steps }, { packageManager: 'pnpm', newSecrets: ['KEY'] });
  const start = lines.indexOf('Next steps') + 1;
  return lines.slice(start, lines.indexOf('', start)).map((line) => line.trim());
};

const secret = 'give KEY a value of its own in .env';
const diff = 'git diff  # see what changed, then commit it';
const openapi: ReportedStep = { name: 'openapi', status: 'skipped', message: '', byHand: ['pnpm run openapi'] };
const install: ReportedStep = { name: 'install', status: 'done', message: '', byHand: [] };

it('tells to install new packages that were not installed, and what needs them', async () => {
  expect(await nextSteps('package.json', [openapi])).toEqual([secret, 'pnpm install', 'pnpm run openapi', diff]);
});

it('tells nothing of it where they were installed, or there are none', async () => {
  expect(await nextSteps('package.json', [install])).toEqual([secret, diff]);
  expect(await nextSteps('src/main.ts', [])).toEqual([secret, diff]);
});
