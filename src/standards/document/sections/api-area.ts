import { routes } from '../../facts/routes.ts';
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

/** The modules that have routes, as far as these can be told. */
const subjectsOf = ({ repository, modules }: PlanFacts): string => {
  const paths = routes(repository).map(({ place }) => place.path);
  const count = modules.filter(({ folder }) => paths.some((path) => path.startsWith(`${folder}/`))).length;
  if (count === 0) return 'resources over HTTP';
  return count === 1 ? '1 module serves resources over HTTP' : `${String(count)} modules serve resources over HTTP`;
};

const patternLine = (facts: PlanFacts): string => {
  const there = others.filter(({ id }) => isMet(facts, id)).map(({ title }) => title);
  const left = others.filter(({ id }) => !isMet(facts, id)).map(({ id, title }) => `${title} (${id})`);
  const rest = left.length === 0 ? '' : `; ${left.join(', ')} when a client needs more than that`;
  return `${['REST', ...there].join(' and ')}: ${subjectsOf(facts)}${rest}`;
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
