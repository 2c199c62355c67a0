import type { PlanFacts } from '../facts/plan-facts.ts';
import { isMet } from '../facts/plan-facts.ts';
import { standing } from '../facts/standing.ts';
import { code } from '../markdown.ts';
import type { AreaLine } from './areas.ts';

/** Kinds of interfaces besides REST, with the standard that each is. */
const others = [
  { id: 'API-08', title: 'GraphQL' },
  { id: 'API-09', title: 'gRPC' },
  { id: 'API-10', title: 'a stream of changes' },
] as const;

const patternLine = (facts: PlanFacts): string => {
  const { modules } = facts;
  const there = others.filter(({ id }) => isMet(facts, id)).map(({ title }) => title);
  const left = others.filter(({ id }) => !isMet(facts, id)).map(({ id, title }) => `${title} (${id})`);
  const subjects =
    modules.length === 0
      ? 'what it serves is read and written by key'
      : `${String(modules.length)} modules are read and written by key, one resource at a time`;
  const rest = left.length === 0 ? '' : `; ${left.join(', ')} when a client needs more than that`;
  return `${['REST', ...there].join(' and ')}: ${subjects}${rest}`;
};

/** Where the API's version stands in its addresses. */
const versionLine = (facts: PlanFacts): string | undefined => {
  const { repository } = facts;
  const files = repository.matching(/^(src|app|lib)\/.*\.[cm]?[jt]s$/);
  const prefix = files
    .map((path) => /['"`](\/(?:api\/)?v\d+)\b/.exec(repository.text(path) ?? '')?.[1])
    .find((found) => found !== undefined);
  const stands = standing(facts, 'API-05');
  return prefix === undefined ? stands : [`URI, ${code(prefix)}: visible in logs, caches and links`, stands].join('; ');
};

const documentationLine = (facts: PlanFacts): string | undefined => {
  const {
    repository,
    package: { scripts },
  } = facts;
  const script = [...scripts.keys()].find((name) => /^(openapi|swagger|docs:api)(:|$)/.test(name));
  const made = script === undefined ? undefined : `written by ${code(`npm run ${script}`)}`;
  const file = ['openapi.json', 'openapi.yaml', 'docs/openapi.yaml'].find((path) => repository.has(path));
  return [file === undefined ? undefined : code(file), made, standing(facts, 'API-06')]
    .filter((part) => part !== undefined)
    .join('; ');
};

/** The API layer as it is. */
export const apiLines = (facts: PlanFacts): readonly AreaLine[] => {
  const auth = facts.repository.choices?.auth;
  return [
    ['Pattern', patternLine(facts)],
    ['Versioning', versionLine(facts)],
    [
      'Authentication',
      auth === undefined
        ? standing(facts, 'AUTH-02')
        : auth.length === 0
          ? 'none was chosen: everything is public'
          : auth.join(', '),
    ],
    ['Documentation', documentationLine(facts)],
  ];
};
