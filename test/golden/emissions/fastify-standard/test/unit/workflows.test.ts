import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const folder = '.github/workflows';
const step = z.object({ uses: z.string().optional(), run: z.string().optional() });
const job = z.object({
  'timeout-minutes': z.number(),
  permissions: z.record(z.string(), z.string()),
  strategy: z.object({ matrix: z.object({ group: z.array(z.string()).optional() }) }).optional(),
  steps: z.array(step),
});
const workflow = z.object({
  permissions: z.strictObject({}),
  concurrency: z.object({ group: z.string() }),
  jobs: z.record(z.string(), job),
});
const workflows = readdirSync(folder).map(
  (name) => [name, workflow.parse(parse(readFileSync(`${folder}/${name}`, 'utf8')))] as const,
);
const jobs = workflows.flatMap(([, { jobs }]) => Object.values(jobs));

describe('workflows', () => {
  it('pin every action to a commit', () => {
    const actions = jobs.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(actions).not.toEqual([]);
    expect(actions.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  it('give jobs a time limit and permissions of their own', () => {
    for (const { 'timeout-minutes': minutes, permissions } of jobs) {
      expect(minutes).toBeLessThanOrEqual(30);
      expect(permissions).toMatchObject({ contents: 'read' });
    }
  });

  it('run every group of checks that verify runs', () => {
    const checks = z
      .array(z.object({ group: z.string() }))
      .parse(JSON.parse(readFileSync('scripts/checks.json', 'utf8')));
    const groups = new Set(checks.map(({ group }) => group));
    const inPipeline = jobs.flatMap(({ strategy }) => strategy?.matrix.group ?? []);
    expect(new Set(inPipeline)).toEqual(groups);
  });
});

describe('dependabot.yml', () => {
  it('watches packages and actions', () => {
    const { updates } = z
      .object({ updates: z.array(z.object({ 'package-ecosystem': z.string() })) })
      .parse(parse(readFileSync('.github/dependabot.yml', 'utf8')));
    const ecosystems = updates.map((update) => update['package-ecosystem']);
    expect(ecosystems).toEqual(expect.arrayContaining(['github-actions']));
    expect(ecosystems.length).toBeGreaterThan(1);
  });
});
