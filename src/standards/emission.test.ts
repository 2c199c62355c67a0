import { describe, expect, it } from 'vitest';
import { assess, type Assessment } from './assess.ts';
import { readStandards } from './catalogue-disk.ts';
import { isTest } from './repository/paths.ts';
import { repositoryOf, withFiles } from './repository/memory-repository.ts';
import type { Repository } from './repository/repository.ts';
import type { Place, Standard } from './standard.ts';
import { skipped } from './testing/broken.ts';
import { shop } from './testing/shop.ts';

const standards = await readStandards();

const stacks = ['fastify', 'express', 'nestjs'] as const;

const placesOf = ({ verdict }: Assessment): readonly Place[] => {
  if (verdict.status === 'met') return [...verdict.evidence, ...verdict.tests];
  return verdict.status === 'unmet' ? (verdict.places ?? []) : [];
};

/** Places that nobody could open. */
const lost = (repository: Repository, assessments: readonly Assessment[]): string[] =>
  assessments.flatMap((assessment) =>
    placesOf(assessment)
      .filter(({ path, line = 1 }) => line < 1 || line > (repository.text(path) ?? '').split('\n').length)
      .map(({ path, line }) => `${assessment.standard.id}: ${path}:${String(line)}`),
  );

const metIn = (assessments: readonly Assessment[]): string[] =>
  assessments.filter(({ verdict }) => verdict.status === 'met').map(({ standard }) => standard.id);

const shownByTests = ({ verdict }: Assessment): boolean =>
  verdict.status === 'met' && verdict.tests.some(({ path }) => isTest(path));

/** Every file with each of its lines in a comment. */
const commentedOut = (repository: Repository): Record<string, string> =>
  Object.fromEntries(
    repository
      .matching(/\.ts$/)
      .map((path) => [path, (repository.text(path) ?? '').replaceAll('*/', '').replaceAll(/^/gm, '// ')]),
  );

describe.each(stacks)('an emission for %s', (stack) => {
  it('is judged by every check, with places that are there', async () => {
    const repository = await shop({ stack });
    const assessments = assess(repository, standards);
    expect(assessments).toHaveLength(standards.length);
    expect(assessments.filter(({ verdict }) => verdict.status === 'unknown')).toEqual([]);
    expect(lost(repository, assessments)).toEqual([]);
    for (const { verdict } of assessments) if (verdict.status === 'met') expect(verdict.evidence).not.toEqual([]);
  });

  it('meets the same standards as the others', async () => {
    const [own, fastify] = await Promise.all([shop({ stack }), shop()]);
    expect(metIn(assess(own, standards))).toEqual(metIn(assess(fastify, standards)));
  });
});

describe('an emission', () => {
  it('meets nothing by tests that are skipped', async () => {
    const repository = await shop();
    const tests = repository.files.filter((path) => isTest(path) && path.endsWith('.test.ts'));
    const changes = Object.fromEntries(tests.map((path) => [path, skipped(repository.text(path) ?? '')]));
    const shown = assess(repository, standards).filter(shownByTests);
    expect(shown.length).toBeGreaterThan(20);
    const still = new Set(metIn(assess(withFiles(repository, changes), standards)));
    expect(shown.map(({ standard }) => standard.id).filter((id) => still.has(id))).toEqual([]);
  });

  it('meets nothing by code that is in comments', async () => {
    const repository = await shop();
    const shown = assess(repository, standards).filter(shownByTests);
    const still = new Set(metIn(assess(withFiles(repository, commentedOut(repository)), standards)));
    expect(shown.map(({ standard }) => standard.id).filter((id) => still.has(id))).toEqual([]);
  });

  it('gives advice for whatever is open', async () => {
    const repository = await shop({ preset: 'minimal', auth: [] });
    const open = assess(repository, standards).filter(({ verdict }) => verdict.status === 'unmet');
    const mute = open.filter(({ standard, verdict }) => {
      const remedy = standard.remedy(repository, verdict);
      return remedy.kind === 'steps' && remedy.steps.length === 0;
    });
    expect(mute).toEqual([]);
  });
});

describe('the time it takes', () => {
  const fresh = (repository: Repository): Repository =>
    repositoryOf(new Map(repository.files.map((path) => [path, repository.text(path) ?? ''])), repository.choices);

  /** The time of the processor: what else the machine has to do does not count. */
  const millisecondsFor = (repository: Repository, wanted: readonly Standard[]): number => {
    const before = process.cpuUsage();
    assess(repository, wanted);
    return process.cpuUsage(before).user / 1000;
  };

  it('is under two seconds for 300 files', async () => {
    const repository = fresh(await shop({ preset: 'minimal', auth: [] }));
    expect(repository.files.length).toBeGreaterThan(200);
    expect(millisecondsFor(repository, standards)).toBeLessThan(2000);
  });

  it('is short for an emission of the standard preset, which has twice as many files', async () => {
    expect(millisecondsFor(fresh(await shop()), standards)).toBeLessThan(4000);
  });
});
