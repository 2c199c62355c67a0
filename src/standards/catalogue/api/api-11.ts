import { part, prove } from '../../evidence.ts';
import { readsHeader } from '../../facts/headers.ts';
import { operations } from '../../facts/operations.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Routes that say so; where routes say nothing of the kind, what reads the header has to do. */
const declarations = (repository: Repository): Place[] => {
  const all = operations(repository);
  const declared = all.filter(({ method, members }) => method === 'POST' && members.has('idempotency'));
  return all.length === 0 ? readsHeader(repository, 'idempotency-key') : declared.map(({ place }) => place);
};

export default defineStandard({
  id: 'API-11',
  title: 'A repeated POST is done once',
  why: 'A client that got no answer has to try again, and must not pay twice.',
  references: ['RFC 9110 section 9.2.2', 'draft-ietf-httpapi-idempotency-key-header'],
  features: ['idempotency'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no code that reads `Idempotency-Key`', readsHeader(repository, 'idempotency-key')),
        part('no route that takes the key', declarations(repository)),
        part(
          'no store of the first answers',
          inServer(repository, {
            kind: ['name', 'member', 'call', 'string'],
            text: /idempotency_?(?:keys?|store|records?)|idempotencystore/i,
          }),
        ),
        part(
          'no replay of the first answer',
          // A header that browsers may read is no replay.
          inServer(repository, { kind: ['string', 'name', 'key', 'member'], text: /replay/i, in: /^(?!.*cors)/ }),
        ),
      ],
      tests: [
        part(
          'no test that sends a request twice',
          testsAbout(repository, {
            about: /idempot|same key|however often|twice|replay/i,
            using: [/idempotency-?key/i],
          }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Take `Idempotency-Key` on POST; keep the first answer with a fingerprint of the request, and give it again for the same key.',
      'Answer 409 while the first request still runs, and 422 when the key comes with another request.',
      'Show by a test that two requests with one key have one effect.',
    ),
});
