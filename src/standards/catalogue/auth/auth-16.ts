import { part, prove } from '../../evidence.ts';
import { hasFeature } from '../../facts/chosen.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const inSigning = /sign(?:ing|ature|ed)/i;

const signatures = (repository: Repository): Place[] => [
  ...packageInServer(repository, { from: /^(?:http-message-signatures|http-signature)$/ }),
  ...inServer(repository, { kind: 'call', text: /(?:^|\.)createHmac$/, in: inSigning }),
];

export default defineStandard({
  id: 'AUTH-16',
  title: 'Requests between services are signed',
  why: 'A signature over the whole request cannot be moved to another one, and not be sent twice.',
  references: ['RFC 9421', 'RFC 9530'],
  features: ['request-signing'],
  appliesTo: (repository) =>
    hasFeature(repository, 'request-signing') || signatures(repository).length > 0
      ? undefined
      : 'signed requests between services were not chosen',
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no signature over requests', signatures(repository)),
        part(
          'no digest of the body in it',
          inServer(repository, { kind: ['call', 'string', 'name'], text: /digest/i, in: inSigning }),
        ),
        part(
          'no comparison in constant time',
          inServer(repository, { kind: 'call', text: /(?:^|\.)timingSafeEqual$/, in: inSigning }),
        ),
        part(
          'no refusal of requests that are old or were seen',
          inServer(repository, {
            kind: ['name', 'key', 'member'],
            text: /nonce|replay|skew|timestamp|created/i,
            in: inSigning,
          }),
        ),
      ],
      tests: [
        part(
          'no test of a request that is sent again',
          testsAbout(repository, { about: /signature|signed/i, using: [/replay|again|twice|nonce/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Sign method, path, digest of the body and time by HMAC with a key for each service (RFC 9421).',
      'Refuse requests older than minutes and ids that were seen, and compare in constant time.',
    ),
});
