import { part, prove } from '../../evidence.ts';
import { sectionsOf } from '../../facts/markdown.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const path = 'TODO_backend-architect.md';

const chapters = [
  'Context',
  'Architecture Plan',
  'Architecture Items',
  'Proposed Code Changes',
  'Commands',
  'Quality Assurance Task Checklist',
];

const idOf = (line: string): string | undefined =>
  /^\s*- \[[ xX]\] \*\*([A-Z]+(?:-[A-Z]+)*-\d+(?:\.\d+)?)\b/.exec(line)?.[1];

const check = (repository: Repository): Verdict => {
  const text = repository.text(path);
  if (text === undefined) return unmet(`There is no ${path}.`);
  const headings = new Map(sectionsOf(path, text).map(({ heading, place }) => [heading, place]));
  const missing = chapters.find((chapter) => !headings.has(chapter));
  if (missing !== undefined) return unmet(`The plan has no chapter "${missing}".`, [{ path, line: 1 }]);
  const ids = text.split('\n').flatMap((line) => idOf(line) ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return unmet(`The plan has the ID ${twice} twice.`, [{ path, line: 1 }]);
  return prove(repository, {
    parts: [
      part('no plan', [headings.get('Quality Assurance Task Checklist')]),
      part('no item with an ID', ids.length > 0 ? [headings.get('Architecture Plan')] : []),
    ],
    tests: [
      part(
        'no test that reads the plan',
        testsAbout(repository, { about: /plan|todo|architect/i, using: [/TODO_backend-architect/] }),
      ),
    ],
  });
};

export default defineStandard({
  id: 'DOC-01',
  title: 'A work plan whose boxes are held by checks',
  why: 'A list that nobody holds against the code is out of date within a month.',
  references: [],
  features: [],
  check,
  remedy: () =>
    steps('Run `npx create-backend-architect check --write`: it writes the plan, and keeps what people add to it.'),
});
