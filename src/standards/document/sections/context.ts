import type { Place } from '../../standard.ts';
import type { PlanFacts } from '../facts/plan-facts.ts';
import { statedTargets } from '../facts/targets.ts';
import { code, inline, listed, place, table } from '../markdown.ts';
import type { NewGroup } from '../section.ts';
import { containerDiagram } from './diagram.ts';

/** The first paragraph of the README that is text: what the backend is for. */
const purposeOf = ({ repository, package: { description } }: PlanFacts): string | undefined => {
  if (description !== undefined && description !== '') return description;
  const readme = repository.text('README.md') ?? '';
  return readme.split(/\n\s*\n/).find((paragraph) => /^[A-Za-z]/.test(paragraph.trim()));
};

const rowsOf = (rows: readonly (readonly [string, string | undefined])[]): readonly (readonly string[])[] =>
  rows.flatMap(([what, choice]) => (choice === undefined || choice === '' ? [] : [[what, choice]]));

const projectRows = (facts: PlanFacts): readonly (readonly string[])[] => {
  const { name, repository, technologies, modules } = facts;
  const { choices } = repository;
  const purpose = purposeOf(facts);
  const typescript = facts.package.dependencies.get('typescript');
  return rowsOf([
    ['name', name],
    ['purpose', purpose === undefined ? undefined : inline(purpose).slice(0, 300)],
    ['language', typescript === undefined ? 'JavaScript' : `TypeScript ${typescript.replace(/^[\^~]/, '')}`],
    ['framework', technologies.framework],
    ['database', [technologies.engine, technologies.access].filter((part) => part !== undefined).join(' with ')],
    ['sign-in', choices === undefined ? undefined : choices.auth.length === 0 ? 'none' : choices.auth.join(', ')],
    ['other systems', technologies.systems.map(({ title }) => title).join(', ')],
    [
      'modules',
      modules.length === 0
        ? undefined
        : listed(
            modules.map((module) => code(module.name)),
            12,
          ),
    ],
    ['features', choices === undefined ? undefined : choices.features.join(', ')],
  ]);
};

/** What a standard says about a demand: where it is kept, or that it is open. */
const stateOf = ({ byId }: PlanFacts, ids: readonly string[]): string => {
  const states = ids.flatMap((id) => {
    const verdict = byId.get(id)?.verdict;
    return verdict === undefined || verdict.status === 'not-applicable' ? [] : [{ id, verdict }];
  });
  const open = states.filter(({ verdict }) => verdict.status !== 'met').map(({ id }) => id);
  if (states.length === 0) return 'does not apply';
  if (open.length > 0) return `open: ${open.join(', ')}`;
  const places = states.flatMap(({ verdict }): readonly Place[] => (verdict.status === 'met' ? verdict.evidence : []));
  return listed([...new Map(places.map((one) => [one.path, place({ path: one.path })])).values()].slice(0, 2), 2);
};

const demands: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'Users prove who they are', ids: ['AUTH-02', 'AUTH-03'] },
  { title: 'Every endpoint is denied unless allowed', ids: ['AUTH-12'] },
  { title: 'Input is validated', ids: ['SEC-01', 'SEC-02'] },
  { title: 'Requests are limited', ids: ['SEC-05', 'SEC-06'] },
  { title: 'Secrets come from outside', ids: ['SEC-08'] },
  { title: 'Data is encrypted at rest and in transit', ids: ['SEC-09', 'SEC-10'] },
  { title: 'What was done is on record', ids: ['SEC-11', 'AUTH-15'] },
  { title: 'OWASP lists are mapped to controls', ids: ['SEC-13'] },
  { title: 'Dependencies and images are watched', ids: ['SEC-14'] },
  { title: 'Personal data can be exported and erased', ids: ['SEC-16'] },
];

/** What the backend is, how it is put together, and what it is held to. */
export const contextSection = (facts: PlanFacts): readonly NewGroup[] => [
  { heading: '## Context' },
  { heading: '### Project', own: table(['what', 'choice'], projectRows(facts)) },
  { heading: '### Overview', own: containerDiagram(facts) },
  {
    heading: '### Scalability targets and SLAs',
    own: table(['target', 'value', 'held by'], statedTargets(facts.repository, facts.settings)),
  },
  {
    heading: '### Security and compliance',
    own: table(
      ['demand', 'standards', 'where'],
      demands.map(({ title, ids }) => [title, ids.join(', '), stateOf(facts, ids)]),
    ),
  },
];
