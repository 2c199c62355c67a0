import { part, prove } from '../../evidence.ts';
import { routes } from '../../facts/routes.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const routesLike = (repository: Repository, path: RegExp): Place[] =>
  routes(repository)
    .filter((route) => path.test(route.path))
    .map(({ place }) => place);

export default defineStandard({
  id: 'OPS-01',
  title: 'Liveness, readiness and startup endpoints that ask the dependencies, with time-outs',
  why: 'An orchestrator that cannot ask sends requests to what cannot answer, or restarts what only waits.',
  references: [],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no liveness endpoint', routesLike(repository, /\/(?:live|livez|liveness|healthz?)$/i)),
        part('no readiness endpoint', routesLike(repository, /\/(?:ready|readyz|readiness)$/i)),
        part('no startup endpoint', routesLike(repository, /\/(?:startup|started|startupz)$/i)),
        part('no dependency that readiness asks', [
          ...inServer(repository, { kind: 'call', text: /(?:^|\.)health\w*\.register$|\.(?:pingCheck|addCheck)$/i }),
        ]),
        part(
          'no time-out for what is asked',
          inServer(repository, { kind: ['key', 'name'], text: /^time_?out\w*$/i, in: /health|terminus|ready/i }),
        ),
      ],
      tests: [
        part(
          'no test of the endpoints',
          testsAbout(repository, { about: /health|ready|live|startup/i, using: [/ready/i, /\b503\b|unavailable/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Answer GET /health/live without asking anything, GET /health/ready by asking the database with a time-out of a second, GET /health/startup once migrations are verified.',
      'Name no host, URL or error text of a dependency in the answer.',
      'Test readiness with the database away: 503, and 200 again after its return.',
    ),
});
