import { part, prove } from '../../evidence.ts';
import { inProgram, packageInProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'OPS-04',
  title: 'Distributed tracing by OpenTelemetry',
  why: 'Where a request goes through several systems, only a trace tells which of them was slow.',
  references: ['W3C Trace Context'],
  features: ['tracing'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no OpenTelemetry SDK',
          packageInProgram(repository, { from: /^@opentelemetry\/(?:sdk-node|sdk-trace-node)$/ }),
        ),
        part(
          'no start of it',
          inProgram(repository, { kind: 'call', text: /\.(?:start|register)$/, in: /trac|telemetry|instrument|otel/i }),
        ),
      ],
      tests: [
        part(
          'no test that a request makes a span',
          testsAbout(repository, { about: /trac|span|telemetry/i, using: [/span/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Load @opentelemetry/sdk-node before everything else (node --import), with instrumentation of HTTP and the database alone: all of it costs a third to a half of the throughput.',
      'Switch it on by OTEL_EXPORTER_OTLP_ENDPOINT, and sample.',
      'Test with an exporter in memory that a request makes a span with its route, and continues the trace of `traceparent`.',
    ),
});
