import { foremost, part, prove } from '../../evidence.ts';
import { setsHeader } from '../../facts/headers.ts';
import { inServer } from '../../facts/search.ts';
import { dotted } from '../../facts/syntax.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { apiRoutes, versionIn } from './url-shapes.ts';

const check = (repository: Repository): Verdict => {
  const routes = apiRoutes(repository);
  const byHeader = inServer(repository, {
    kind: 'member',
    text: /^(?:HEADER|MEDIA_TYPE)$/,
    where: ({ node }) => dotted(node).startsWith('VersioningType.'),
  });
  const versioned = routes.filter(({ path }) => versionIn(path) !== undefined);
  const [bare] = routes.filter(({ path }) => versionIn(path) === undefined);
  if (bare !== undefined && byHeader.length === 0) return unmet(`The route ${bare.path} has no version.`, [bare.place]);
  return prove(repository, {
    parts: [
      part('no version of the API', [...versioned.map(({ place }) => place), ...byHeader]),
      part('no `Deprecation` header for routes that will go', setsHeader(repository, 'deprecation')),
      part('no `Sunset` header that says when', setsHeader(repository, 'sunset')),
    ],
    tests: [
      part(
        'no test that every path has its version',
        // The version of the API, not that of a row.
        foremost(
          testsAbout(repository, { about: /url|path|version/i, using: [/(?:^|\/)v\d+(?:\/|$)/] }),
          /url|path|version/i,
        ),
      ),
      part('no test of a deprecated route', testsAbout(repository, { about: /deprecat|sunset/i, using: [/sunset/i] })),
    ],
    unseen: { because: 'no routes can be told from the sources', command: 'npm run openapi' },
  });
};

export default defineStandard({
  id: 'API-05',
  title: 'The API has a version, and a way to end one',
  why: 'Clients that cannot be updated break with the first change that nobody announced.',
  references: ['RFC 9745', 'RFC 8594'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Put the major version into every path (`/api/v1`), or into a header that every route demands.',
      'Let a route be marked as deprecated: its answers carry `Deprecation` (since when) and `Sunset` (until when), and the OpenAPI document says so.',
      'Show both by tests.',
    ),
});
