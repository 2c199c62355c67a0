import { part, prove } from '../../evidence.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { apiRoutes, versionIn, wrongShape } from './url-shapes.ts';

const check = (repository: Repository): Verdict => {
  const routes = apiRoutes(repository);
  const wrong = routes.filter(({ path }) => wrongShape(path) !== undefined);
  const [first] = wrong;
  if (first !== undefined) {
    const places = wrong.map(({ place }) => place).slice(0, 4);
    return unmet(`The path ${first.path} has another shape: ${wrongShape(first.path) ?? ''}.`, places);
  }
  const prefixes = new Set(routes.map(({ path }) => path.split('/', versionIn(path) === undefined ? 2 : 3).join('/')));
  if (versionIn(routes[0]?.path ?? '') !== undefined && prefixes.size > 1) {
    return unmet(
      `The paths begin in different ways: ${[...prefixes].sort().join(', ')}.`,
      routes.map(({ place }) => place).slice(0, 4),
    );
  }
  return prove(repository, {
    parts: [
      part(
        'no route of an API',
        routes.map(({ place }) => place),
      ),
    ],
    tests: [
      part(
        'no test that walks the paths of the API and refuses other shapes',
        testsAbout(repository, { about: /url|path|route/i, using: [/^paths$/, /\[a-z/] }),
      ),
    ],
    unseen: { because: 'no routes can be told from the sources', command: 'npm run openapi' },
  });
};

export default defineStandard({
  id: 'API-01',
  title: 'Resources have one URL shape',
  why: 'Clients guess the next URL from the last one; every exception is code in each of them.',
  references: ['RFC 3986 section 3.3'],
  features: ['api-docs'],
  check,
  remedy: () =>
    steps(
      'Name each collection in the plural and in kebab-case: `/api/v1/{resources}`, `/{id}`, `/{parent}/{id}/{children}`; leave verbs to the method.',
      'Add a test that walks the paths of the OpenAPI document and refuses every other shape.',
    ),
});
