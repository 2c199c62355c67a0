import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra/esm';
import { beforeAll, describe, expect, it } from 'vitest';
import { assess, type Assessment } from '../assess.ts';
import { readStandards } from '../catalogue-disk.ts';
import { repositoryOf, withFiles } from '../repository/memory-repository.ts';
import type { Repository } from '../repository/repository.ts';
import type { Standard, Verdict } from '../standard.ts';
import { shop } from '../testing/shop.ts';
import { makePlan } from './make-plan.ts';
import { parsePlan, type PlanItem } from './parse.ts';
import { PLAN_PATH } from './plan-path.ts';
import { renderPlan } from './render.ts';

const itemsOf = (text: string): readonly PlanItem[] => parsePlan(text).groups.flatMap(({ items }) => items);
const itemIn = (text: string, id: string): PlanItem | undefined => itemsOf(text).find((item) => item.id === id);
const headingsOf = (text: string): readonly string[] => parsePlan(text).groups.map(({ heading }) => heading);

const context = { version: '1.2.3', features: new Set(['queue', 'metrics']) };

let repository: Repository;
let standards: readonly Standard[];
let assessments: readonly Assessment[];
let text = '';

beforeAll(async () => {
  repository = withFiles(await shop(), { [PLAN_PATH]: undefined });
  standards = await readStandards();
  assessments = assess(repository, standards);
  ({ text, assessments } = makePlan({ ...context, repository, standards, assessments }));
}, 60_000);

describe('the plan of an emitted repository', () => {
  it('has the sections in their order', () => {
    expect(headingsOf(text).filter((heading) => /^##? /.test(heading))).toEqual([
      '# Backend architect plan: shop',
      '## Context',
      '## Architecture Plan',
      '## Architecture Items',
      '## Proposed Code Changes',
      '## Commands',
      '## Quality Assurance Task Checklist',
    ]);
  });

  it('has every standard once, and every ID once', () => {
    const ids = itemsOf(text).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(standards.map(({ id }) => id)));
    expect(ids.filter((id) => id.startsWith('ARCH-PLAN-'))).toHaveLength(8);
  });

  it('ticks what is met, with its places, and nothing else', () => {
    for (const { standard, verdict } of assessments) {
      const item = itemIn(text, standard.id);
      expect(item?.ticked, standard.id).toBe(verdict.status === 'met');
      expect(item?.proof.startsWith('**Evidence**: `'), standard.id).toBe(verdict.status === 'met');
    }
  });

  it('names places that exist', () => {
    const places = itemsOf(text).flatMap(({ proof }) => [...proof.matchAll(/`([^`]+?)(?::(\d+))?`/g)]);
    expect(places.length).toBeGreaterThan(50);
    for (const [, path = '', line = '1'] of places) {
      const lines = path === PLAN_PATH ? text.split('\n') : (repository.text(path)?.split('\n') ?? []);
      expect(lines.length, path).toBeGreaterThanOrEqual(Number(line));
    }
  });

  it('describes every module, and where it keeps its data', () => {
    const products = itemsOf(text).find(({ id, subject }) => id.startsWith('ARCH-ITEM-1.') && subject === 'products');
    expect(products?.body.join('\n')).toMatch(/\*\*Data Store\*\*: PostgreSQL: `products` \(\d+ columns\)/);
    expect(products?.body.join('\n')).toMatch(/\*\*Dependencies\*\*: used by .*; uses .*categories/);
    expect(text).toContain('read through 1 index\n');
    expect(text).not.toMatch(/\b1 (?:indexes|columns|tables|modules|times)\b/);
  });

  it('counts the modules that serve something', () => {
    expect(text).toMatch(/\*\*Pattern\*\*: REST: \d+ modules serve resources over HTTP;/);
  });

  it('names the scripts there are as commands', () => {
    const commands =
      parsePlan(text)
        .groups.find(({ heading }) => heading === '### Local')
        ?.body.join('\n') ?? '';
    const named = [...commands.matchAll(/^\| `npm run ([\w:-]+)` \|/gm)].map((match) => match[1]);
    expect(named).toContain('architect:check');
    expect(named.toSorted()).toEqual(
      Object.keys((repository.json('package.json') as { scripts: object }).scripts).toSorted(),
    );
  });

  it('stays the same when it is made again', () => {
    const withPlan = withFiles(repository, { [PLAN_PATH]: text });
    const again = makePlan({
      ...context,
      repository: withPlan,
      standards,
      assessments: assess(withPlan, standards),
      existing: text,
    });
    expect(again.text).toBe(text);
  });

  it('proposes patches that git applies', () => {
    const patches = itemsOf(text)
      .map(({ id, body }) => [id, /^(`{3,})diff\n([^]*?)\n\1$/m.exec(body.join('\n'))?.[2]] as const)
      .filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
    const folder = mkdtempSync(join(tmpdir(), 'plan-'));
    try {
      for (const path of repository.files) {
        outputFileSync(join(folder, path), repository.text(path) ?? '');
      }
      execFileSync('git', ['init', '--quiet'], { cwd: folder });
      for (const [, patch] of patches) {
        execFileSync('git', ['apply', '--check', '-'], { cwd: folder, input: `${patch}\n`, stdio: 'pipe' });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(patches.length).toBeGreaterThan(0);
  });
});

describe('a plan', () => {
  const standardOf = (id: string, verdict: Verdict, more: Partial<Standard> = {}): Standard => ({
    id,
    title: `Title of ${id}`,
    why: 'Something breaks.',
    references: [],
    features: [],
    check: () => verdict,
    remedy: () => ({ kind: 'steps', steps: ['Do it.', 'Test it.'] }),
    ...more,
  });
  const unmet: Verdict = { status: 'unmet', missing: 'It is not there' };
  const choices = { name: 'a', preset: 'minimal', stack: '', database: '', auth: [], features: ['metrics'] };
  const planOf = (made: readonly Standard[], files: Readonly<Record<string, string>> = {}, own = choices): string => {
    const small = repositoryOf(new Map(Object.entries(files)), own);
    return renderPlan({ ...context, repository: small, assessments: assess(small, made) });
  };

  it('puts what is open first, and what does not apply last', () => {
    const plan = planOf([
      standardOf('API-01', { status: 'not-applicable', because: 'not chosen' }),
      standardOf('API-02', { status: 'met', evidence: [{ path: 'a.ts', line: 2 }], tests: [{ path: 'a.test.ts' }] }),
      standardOf('API-03', { status: 'unknown', because: 'it is elsewhere', command: 'npm run see' }),
      standardOf('API-04', unmet),
    ]);
    const api = plan.slice(plan.indexOf('### API'));
    expect(api.match(/^- .*API-0\d/gm)?.map((line) => line.slice(-6))).toEqual([
      'API-03',
      'API-04',
      'API-02',
      'API-01',
    ]);
    expect(api).toContain(']**: **Evidence**: `a.ts:2`; **Tests**: `a.test.ts`\n');
    expect(api).toContain('  - **Command**: `npm run see` tells\n');
    expect(api).toContain('  - **Missing**: It is not there. See CHANGE-API-04.\n');
    expect(api).toContain('  - **Not applicable**: not chosen\n');
  });

  it('proposes a feature of this version that the repository does not have', () => {
    const plan = planOf([
      standardOf('REL-04', unmet, { features: ['queue'] }),
      standardOf('OPS-03', unmet, { features: ['metrics'] }),
      standardOf('OPS-04', unmet, { features: ['tracing'] }),
    ]);
    expect(plan).toContain('  - **Command**: `npx create-backend-architect@1.2.3 add queue`\n');
    expect(itemIn(plan, 'CHANGE-OPS-03')?.body.join()).toContain('**Step 2**: Test it.');
    expect(itemIn(plan, 'CHANGE-OPS-04')?.body.join()).toContain('**Step 1**: Do it.');
  });

  it('holds patches of files with fences', () => {
    const changes = [{ path: 'docs/a.md', after: '# A\n\n```sh\nnpm ci\n```\n' }];
    const plan = planOf([standardOf('DOC-02', unmet, { remedy: () => ({ kind: 'diff', changes }) })]);
    expect(plan).toContain('\n````diff\n--- /dev/null\n+++ b/docs/a.md\n@@ -0,0 +1,5 @@\n+# A\n');
    expect(itemIn(plan, 'DOC-02')?.ticked).toBe(false);
  });

  it('is not broken by names that are Markdown', () => {
    const files = { 'package.json': '{"name":"a|b`c"}', 'src/modules/x]**/index.ts': 'export const a = 1;\n' };
    const plan = planOf([standardOf('API-01', unmet)], files, { ...choices, name: 'a|b`c' });
    expect(plan).toContain('| name | a\\|b`c |');
    expect(itemsOf(plan).filter(({ id }) => id.startsWith('ARCH-ITEM-1.'))).toHaveLength(1);
  });
});
