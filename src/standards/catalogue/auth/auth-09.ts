import { part, prove } from '../../evidence.ts';
import { hasFeature } from '../../facts/chosen.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const demands = (repository: Repository): Place[] => inServer(repository, { kind: 'key', text: 'requestCert' });

export default defineStandard({
  id: 'AUTH-09',
  title: 'Services show a certificate',
  why: 'A secret that a service sends can be copied on the way; a key that it only signs with cannot.',
  references: ['RFC 8446 section 4.3.2', 'RFC 8705'],
  features: ['mtls'],
  appliesTo: (repository) =>
    hasFeature(repository, 'mtls') || demands(repository).length > 0
      ? undefined
      : 'client certificates were not chosen',
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no demand for a certificate (`requestCert`)', demands(repository)),
        part(
          'no refusal of callers without a valid one',
          inServer(repository, { kind: ['key', 'member'], text: /^(?:rejectUnauthorized|authorized)$/ }),
        ),
        part(
          'no look at whose certificate it is',
          inServer(repository, { kind: 'call', text: /\.getPeer(?:X509)?Certificate$/ }),
        ),
      ],
      tests: [
        part(
          'no test of a caller with a certificate of another authority',
          testsAbout(repository, { about: /certificate|mtls|client cert/i, using: [/cert/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Demand a certificate (`requestCert`, `rejectUnauthorized`) of your own authority, or take it from a proxy that you trust.',
      'Map its subject to a principal with permissions, and show by tests that others are refused.',
    ),
});
