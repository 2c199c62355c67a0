import { foremost, part, prove } from '../../evidence.ts';
import { errorHandlers } from '../../facts/failures.ts';
import { objectsWith } from '../../facts/objects.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'API-03',
  title: 'One envelope for answers and failures',
  why: 'A client that reads one form handles every route, and a failure that leaks internals helps an attacker.',
  references: ['RFC 9457', 'OWASP ASVS 5.0 V16.5.1'],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no envelope `{success, data, meta, errors}` of failures',
          objectsWith(repository, 'success', 'data', 'meta', 'errors'),
        ),
        part('no envelope of answers', [
          ...inServer(repository, { kind: 'string', text: /"success":true/ }),
          ...objectsWith(repository, 'success', 'data', 'meta'),
        ]),
        part('no request id and time in `meta`', objectsWith(repository, 'requestId', 'timestamp')),
        part('no page in `meta`', inServer(repository, { kind: 'key', text: 'pagination' })),
        part('no place that answers all failures', errorHandlers(repository)),
      ],
      tests: [
        part(
          'no test of the envelope',
          testsAbout(repository, { about: /envelope/i, using: [/^success$/, /^errors$/] }),
        ),
        part(
          'no test that a failure keeps internals to itself',
          foremost(
            testsAbout(repository, {
              about: /without saying|internal|leak|says nothing|does not say|failure/i,
              using: [/500|INTERNAL|422/],
            }),
            /error|failure|exception/i,
          ),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Put each answer into `{success, data, meta, errors}` in one place, with `meta.requestId` and `meta.timestamp`.',
      'Answer all failures in one error handler; what nobody expected becomes a 500 that says nothing of its cause.',
      'Show both by tests.',
    ),
});
