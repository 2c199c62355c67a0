import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answers } from '../../../src/compose/answers.ts';
import { emitWith } from '../../../test/support/emitted.ts';

interface Workflow {
  readonly jobs: Record<string, { readonly services?: Record<string, unknown>; readonly steps: readonly Step[] }>;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

const workflowFor = (changes: Partial<Answers> = {}): Workflow =>
  parse(emitWith(changes).emission.get('.github/workflows/ci.yml')?.content ?? '') as Workflow;

describe('GitHub Actions', () => {
  it('runs the checks on the services they need', () => {
    expect(Object.keys(workflowFor().jobs.checks?.services ?? {})).toEqual(['postgres', 'redis']);
  });

  it('needs no Redis when nothing uses it', () => {
    expect(Object.keys(workflowFor({ preset: 'minimal', auth: [] }).jobs.checks?.services ?? {})).toEqual(['postgres']);
  });

  it('builds an image only when there is a Dockerfile', () => {
    expect(workflowFor().jobs).toHaveProperty('image');
    expect(workflowFor({ without: ['docker'] }).jobs).not.toHaveProperty('image');
  });

  it.each([
    ['npm', 'npm ci'],
    ['pnpm', 'pnpm install --frozen-lockfile'],
    ['yarn', 'yarn install --immutable'],
    ['bun', 'bun install --frozen-lockfile'],
  ] as const)('installs with %s from the lock file, and verifies with it', (packageManager, install) => {
    const commands = workflowFor({ packageManager }).jobs.checks?.steps.map((step) => step.run);
    expect(commands).toEqual(expect.arrayContaining([install, `${packageManager} run verify -- "$GROUP"`]));
  });
});
