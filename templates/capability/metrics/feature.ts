import { defineFeature } from '../../../src/compose/feature.ts';
import type { Slots } from '../../../src/compose/slots.ts';

const addEnvironment = (slots: Slots): void => {
  const section = 'Metrics';
  slots.env.add({
    name: 'METRICS_PORT',
    type: 'port',
    description: 'Port that serves /metrics alone, for a private network; unset: the main port serves it',
    example: '9464',
    section,
  });
  slots.env.add({
    name: 'METRICS_TOKEN',
    type: 'secret',
    minLength: 32,
    description: 'Bearer token that /metrics on the main port demands in production; without it nobody gets in',
    section,
  });
};

const addDocs = (slots: Slots): void => {
  const rows = slots.metricSources.items.map(
    ({ metrics, meaning }) => `| ${metrics.map((name) => `\`${name}\``).join(', ')} | ${meaning} |`,
  );
  slots.docs.add({
    section: 'operations',
    title: 'Metrics',
    order: 200,
    body: [
      '`GET /metrics` answers in the Prometheus text format. Set `METRICS_PORT` to serve it on a port of its own that only',
      'your network reaches; otherwise production asks for `Authorization: Bearer <METRICS_TOKEN>`.',
      '',
      '| metric | what it tells |',
      '|---|---|',
      '| `http_request_duration_seconds{method,route,status}` | rate, errors and duration of every route |',
      '| `http_requests_in_flight` | requests being handled |',
      '| `security_events_total{event}` | refusals that matter to security, by their reason |',
      ...rows,
      '| `nodejs_eventloop_lag_*`, `nodejs_heap_*`, `process_*` | the process |',
    ].join('\n'),
  });
};

const addService = (slots: Slots): void => {
  const sources = slots.metricSources.items.map(({ service }) => service);
  slots.services.add({
    name: 'metrics',
    type: 'Metrics',
    from: './metrics/metrics.ts',
    create: sources.length === 0 ? 'createMetrics()' : `createMetrics({ ${sources.join(', ')} })`,
    imports: ['createMetrics', 'type Metrics'],
    order: 290,
  });
};

export default defineFeature({
  id: 'metrics',
  axis: 'capability',
  title: 'Metrics',
  description: 'Prometheus metrics of requests, pool, event loop and security events',
  presets: ['standard', 'full'],
  contribute: (_project, slots) => {
    slots.dependencies.add('prom-client');
    addEnvironment(slots);
  },
  conclude: (_project, slots) => {
    addService(slots);
    addDocs(slots);
  },
});
