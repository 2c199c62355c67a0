import { part, prove } from '../../evidence.ts';
import { routes } from '../../facts/routes.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Where each request is counted and timed; in ours, outside of the metrics themselves, which are there without it. */
const measured = (repository: Repository): Place[] => {
  const reported = inServer(repository, {
    kind: 'call',
    text: /(?:^|\.)(?:requestFinished|(?:observe|record|measure)Request\w*)$/,
  });
  if (repository.choices !== undefined) return reported.filter(({ path }) => !path.startsWith('src/platform/'));
  return [
    ...reported,
    ...inServer(repository, { kind: 'call', text: /\.(?:observe|startTimer|record)$/ }),
    ...packageInServer(repository, { from: /^(?:express-prom-bundle|fastify-metrics|prom-client)$/ }),
  ];
};

export default defineStandard({
  id: 'OPS-03',
  title: 'Metrics: rate, errors and duration of each route, pool and event loop, for Prometheus',
  why: 'What is not measured is noticed by users first.',
  references: [],
  features: ['metrics'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no library for metrics',
          packageInServer(repository, {
            from: /^(?:prom-client|express-prom-bundle|fastify-metrics|@willsoto\/nestjs-prometheus|@opentelemetry\/exporter-prometheus)$/,
          }),
        ),
        part(
          'no duration of requests',
          inServer(repository, { kind: 'string', text: /^http_(?:server_)?request\w*_seconds$/ }),
        ),
        part('nothing that measures each request', measured(repository)),
        part(
          'no metric of the connection pool',
          inServer(repository, { kind: 'string', text: /^(?:database|db|pg)_\w*(?:pool|connections)\w*$/ }),
        ),
        part('no metric of the event loop', [
          ...inServer(repository, { kind: 'call', text: /(?:^|\.)(?:collectDefaultMetrics|monitorEventLoopDelay)$/ }),
        ]),
        part(
          'no endpoint to read them',
          routes(repository)
            .filter(({ path }) => path.endsWith('/metrics'))
            .map(({ place }) => place),
        ),
      ],
      tests: [
        part('no test of the metrics', testsAbout(repository, { about: /metrics/i, using: [/http_\w+|\/metrics/] })),
      ],
    }),
  remedy: () =>
    steps(
      'Use prom-client with a registry of its own: a histogram of request durations by method, pattern of the route and status.',
      'Add gauges for the pool and the event loop, and a counter of security events.',
      'Serve GET /metrics on a port of its own, or behind a token.',
    ),
});
