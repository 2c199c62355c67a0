import { foremost, part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { documentSections, sectionsAbout } from '../../facts/markdown.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { loadCode, loadOccurrences } from './load-tests.ts';

/** A command of CI that runs a load test of this repository, or a tool for it. */
const gates = (repository: Repository): Place[] => {
  const own = new Set(loadCode(repository).entries);
  return ciCommands(repository)
    .filter(
      ({ text }) =>
        /\b(?:k6 run|artillery run|autocannon|gatling|locust)\b/.test(text) ||
        text.split(/\s+/).some((word) => own.has(word)),
    )
    .map(({ place }) => place);
};

/** The paragraphs of a text, and the rows of its tables. */
const sayingsOf = (prose: string): string[] => prose.split(/\n\s*\n|\n(?=\s*[|*-])/);

/** Documents that state a target in words. */
const states = (repository: Repository, ...patterns: readonly RegExp[]): Place[] =>
  documentSections(repository)
    .filter(({ prose }) => sayingsOf(prose).some((saying) => patterns.every((pattern) => pattern.test(saying))))
    .map(({ place }) => place);

/** The file of the limits, before those that only print what was measured. */
const limits = /threshold|limits?\b|budget/i;
const requirements = /requirement|slo\b|service-level/i;

export default defineStandard({
  id: 'PERF-01',
  title: 'Performance targets are stated, and CI fails when they are missed',
  why: 'Without a number nobody notices the release that made everything twice as slow.',
  references: [],
  features: ['load-testing', 'architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no limit on the 95th percentile of a load test',
          foremost(
            loadOccurrences(repository, { kind: ['key', 'string', 'member'], text: /p\(?95\)?|p97_5|percentile/i }),
            limits,
          ),
        ),
        part(
          'no limit on its errors',
          foremost(loadOccurrences(repository, { kind: ['key', 'string', 'name'], text: /fail|error/i }), limits),
        ),
        part('no load test in CI', gates(repository)),
        part(
          'no document that states the target for requests (p95 under 200 ms)',
          foremost(states(repository, /\b95\b|p95/i, /\b\d+\s*ms\b/), requirements),
        ),
        part(
          'no document that states the target for the database (p95 under 50 ms)',
          foremost(states(repository, /database|quer(?:y|ies)|reads?\b/i, /\b(?:50|20)\s*ms\b/), requirements),
        ),
        part('no document that states the uptime', [
          ...states(repository, /99[.,]\d+\s*%/),
          ...sectionsAbout(repository, { heading: /uptime|availability|SLA|SLO/i, says: [/99[.,]\d/] }),
        ]),
        part(
          'no load of ten times the usual',
          loadOccurrences(repository, { kind: ['key', 'string', 'name'], text: /stress|overload|spike/i }),
        ),
      ],
      tests: [
        part(
          'no test of the limits themselves',
          testsThat(repository, { says: [/p95|p\(95\)|threshold|violation/i], in: /load|perf|threshold/i }),
        ),
      ],
      unseen: { because: 'no load test that is known here', command: 'npx autocannon -c 10 -d 60 "$BASE_URL/<route>"' },
    }),
  remedy: () =>
    steps(
      'Write docs/architecture/performance-optimization.md: p95 < 200 ms, database p95 < 50 ms (indexed reads < 20 ms at 100,000 rows), errors < 0.1 %, uptime > 99.9 %, ten times the usual load survived.',
      'Let the load test exit with 1 when a limit is not kept, and run its smallest profile in CI.',
    ),
});
