import { part, prove } from '../../evidence.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'API-07',
  title: 'Resources and collections link to what is next',
  why: 'A client that follows links need not build URLs, so that they can change.',
  references: ['RFC 8288'],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no links in answers (`_links`)', inServer(repository, { kind: 'key', text: /^(?:_links|links)$/ })),
        part('no link of a resource to itself', inServer(repository, { kind: 'key', text: 'self' })),
        part(
          'no links to the next and the previous page',
          inServer(repository, { kind: 'key', text: /^prev(?:ious)?$/, in: /^(?!.*openapi)/ }),
        ),
      ],
      tests: [
        part(
          'no test that links lead somewhere',
          testsAbout(repository, { about: /link/i, using: [/^_?links$/, /^(?:href|self)$/] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Give every resource `_links.self` and links to what it refers to, and every page `next` and `prev`.',
      'Show by a test that the links can be followed.',
    ),
});
