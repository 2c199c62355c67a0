import type { Repository } from '../facts/repository.ts';
import { document, table } from './markdown.ts';

const LIST = 'README.md';

const pagesIn = (repository: Repository, folder: string): readonly string[] =>
  repository.paths(new RegExp(`^${folder}/[^/]+\\.md$`)).filter((path) => !path.endsWith(`/${LIST}`));

const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? '';

/** The first point below a heading, on one line. */
const firstPoint = (text: string, heading: string): string => {
  const [, below = ''] = text.split(`\n## ${heading}\n`);
  const [point = ''] = below.trim().split(/\n(?=- |\n|\d\. )/);
  return point.replace(/^- /, '').replaceAll(/\s+/g, ' ');
};

const linkTo = (path: string, text: string): string => `[${titleOf(text)}](${path.split('/').at(-1) ?? path})`;

const decisions = (repository: Repository): string =>
  document(
    'Decisions',
    'What was decided, why, and what would change our mind. A choice that is taken back gets a new page; the old one says which.',
    table(
      ['No.', 'Decision'],
      pagesIn(repository, 'docs/adr').map((path) => {
        const number = /\/(\d+)-/.exec(path)?.[1] ?? '';
        return [number, linkTo(path, repository.text(path))];
      }),
    ),
  );

const runbooks = (repository: Repository): string =>
  document(
    'Runbooks',
    'What to do first when something is wrong. Each begins with how it shows.',
    table(
      ['Incident', 'First sign'],
      pagesIn(repository, 'docs/runbooks').map((path) => {
        const text = repository.text(path);
        return [linkTo(path, text), firstPoint(text, 'How it shows')];
      }),
    ),
  );

/** The lists of the pages that people write: decisions and runbooks. A folder without pages gets none. */
export const pageLists = (repository: Repository): readonly (readonly [path: string, text: string])[] =>
  (
    [
      ['docs/adr', decisions],
      ['docs/runbooks', runbooks],
    ] as const
  )
    .filter(([folder]) => pagesIn(repository, folder).length > 0)
    .map(([folder, render]) => [`${folder}/${LIST}`, render(repository)]);
