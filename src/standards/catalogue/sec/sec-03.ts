import { foremost, part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { notApplied } from '../../applied.ts';
import { helmet, namesHeader } from './response-headers.ts';

export default defineStandard({
  id: 'SEC-03',
  title: 'Safe output: JSON is sent as JSON, nothing is sniffed, no markup is reflected',
  why: 'An answer that a browser takes for a page runs the script that somebody stored in it.',
  references: ['OWASP ASVS 5.0 V4.1.1', 'OWASP ASVS 5.0 V3.4.4', 'CWE-79'],
  features: [],
  check: (repository) => {
    const sniffing = namesHeader(repository, /^x-content-type-options$/i);
    const idle = notApplied(repository, 'headers', sniffing);
    return (
      idle ??
      prove(repository, {
        parts: [
          part('no `X-Content-Type-Options: nosniff`', [...sniffing, ...helmet(repository)]),
          part('nothing that sends JSON as application/json', [
            ...inServer(repository, { kind: 'string', text: /^application\/json(?:;.*)?$/i }),
            ...inServer(repository, { kind: 'call', text: /^res(?:ponse)?\.(?:json|status\.json)$/ }),
            ...packageInServer(repository, { from: /^(?:fastify|@nestjs\/core)$/ }),
          ]),
        ],
        tests: [
          part('no test of nosniff', foremost(testsThat(repository, { says: ['nosniff'] }), /headers?/i)),
          part(
            'no test that markup comes back as data',
            foremost(testsThat(repository, { says: [/<script\b/i] }), /errors?|valid|escap|xss/i),
          ),
        ],
        unseen: {
          because: 'a proxy in front may set the header',
          command: 'curl -sI "$BASE_URL/" | grep -i x-content-type-options',
        },
      })
    );
  },
  remedy: () =>
    steps(
      'Set X-Content-Type-Options: nosniff on every answer, in one place, errors included.',
      'Answer application/json; charset=utf-8 and never text/html with anything a client sent.',
      'Test the header on a good answer and on an error, and that <script> in a field comes back as data.',
    ),
});
