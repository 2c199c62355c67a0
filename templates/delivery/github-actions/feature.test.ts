import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answers } from '../../../src/compose/answers.ts';
import { emitWith } from '../../../test/support/emitted.ts';

interface Workflow {
  readonly jobs: Record<string, Job>;
}

interface Job {
  readonly permissions: Record<string, string>;
  readonly services?: Record<string, unknown>;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
}

/** The rule of gitleaks, the secret scan, for keys of any kind: a word for a secret, and what is set after it. */
const secretRule =
  /(?:access|auth|api|credential|creds|key|passw(?:or)?d|secret|token)[ \t\w.-]{0,20}[\s'"]{0,3}(?:[=>:,]|:{2,3}=|\|\||=>|\?=)[`'"\s=]{0,5}([\w.=-]{10,150}|[a-z0-9][a-z0-9+/]{11,}={0,3})(?:[`'"\s;]|\\[nr]|$)/gi;

/** The bits of a character, as Shannon counts them. */
const entropyOf = (text: string): number =>
  [...new Set(text)]
    .map((character) => (text.split(character).length - 1) / text.length)
    .reduce((bits, share) => bits - share * Math.log2(share), 0);

/** What that rule takes for a secret: random enough, with a digit, and without a word that it lets pass. */
const secretsIn = (content: string): string[] =>
  [...content.matchAll(secretRule)]
    .map(([, value = '']) => value)
    .filter((value) => entropyOf(value) >= 3.5 && /\d/.test(value) && !/password/i.test(value));

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

  it('lets the secret scan ask for the commits of a pull request, and asks for none in a merge queue', () => {
    const { permissions, steps = [] } = workflowFor().jobs['supply-chain'] ?? {};
    expect(permissions).toEqual({ contents: 'read', 'pull-requests': 'read' });
    expect(steps.find(({ name }) => name === 'Secret scan')?.if).toBe("github.event_name != 'merge_group'");
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

  it.each(['express', 'fastify', 'nestjs'])(
    'has a secret scan that finds nothing in a new repository (%s)',
    (stack) => {
      const files = [...emitWith({ stack, preset: 'full' }).emission];
      expect(files.flatMap(([path, { content }]) => secretsIn(content).map((found) => [path, found]))).toEqual([]);
      expect(secretsIn("const token = 'kR7vX2mQ9tB4nW8zC5yH'")).toEqual(['kR7vX2mQ9tB4nW8zC5yH']);
    },
  );
});
