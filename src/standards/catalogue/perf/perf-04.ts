import { foremost, part, prove } from '../../evidence.ts';
import { packageScripts } from '../../facts/package-manifest.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { loadCode, loadOccurrences } from './load-tests.ts';

const profiles = ['smoke', 'load', 'stress', 'spike', 'soak'] as const;

export default defineStandard({
  id: 'PERF-04',
  title: 'Load tests with realistic traffic and five profiles',
  why: 'Average load, a sudden jump and half an hour of it break different things.',
  references: [],
  features: ['load-testing'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no script that runs a load test', [
          ...[...packageScripts(repository)]
            .filter(([, { command }]) => /\b(?:k6|artillery|autocannon|gatling)\b/.test(command))
            .map(([, { place }]) => place),
          ...loadCode(repository).entries.map((path) => ({ path })),
        ]),
        ...profiles.map((profile) =>
          part(
            `no profile "${profile}"`,
            foremost(
              loadOccurrences(repository, { kind: ['key', 'string'], text: new RegExp(`^${profile}$`, 'i') }),
              /profile/i,
            ),
          ),
        ),
        part(
          'no mix of requests',
          foremost(
            loadOccurrences(repository, {
              kind: ['key', 'string', 'name'],
              text: /^(?:requests?|scenarios?|flow|weight)$/i,
            }),
            /scenario|flow/i,
          ),
        ),
      ],
      tests: [
        part('no test of the profiles and limits', [
          ...testsThat(repository, { says: [/profile|stress|violation|threshold/i], in: /load|perf/i }),
          // Tools with thresholds of their own fail by themselves.
          ...loadOccurrences(repository, { kind: 'key', text: /^(?:thresholds|ensure)$/ }),
        ]),
      ],
      unseen: { because: 'no script starts a load test in a folder that is known here', command: 'npm run' },
    }),
  remedy: () =>
    steps(
      'Add test/load with profiles smoke (5 s), load (1 min), stress (ten times), spike (twenty times, twice) and soak (30 min), and a script test:load that takes the name of one.',
      'Let the mix be that of real visitors: mostly reads of single items, some lists, a few orders.',
      'Document what each is for, and which limits it holds.',
    ),
});
