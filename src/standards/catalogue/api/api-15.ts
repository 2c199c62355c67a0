import { part, prove } from '../../evidence.ts';
import { inProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const inWebhooks = (repository: Repository, kind: 'call' | 'name', text: RegExp): Place[] =>
  inProgram(repository, { kind, text, in: /webhook/i });

export default defineStandard({
  id: 'API-15',
  title: 'Webhooks that can be trusted and are not lost',
  why: 'A receiver must know that a call is yours, and your server must not be sent into its own network.',
  references: ['OWASP API7:2023', 'RFC 2104', 'RFC 9421'],
  features: ['webhooks'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no webhook',
          inProgram(repository, { kind: ['name', 'call', 'key'], text: /^\w*webhooks?\w*$/i, in: /webhook/i }),
        ),
        part('no signature over body and time', inWebhooks(repository, 'call', /(?:^|\.)createHmac$/)),
        part('no retry with back-off', inWebhooks(repository, 'name', /retr(?:y|ies)|back_?off|attempt/i)),
        part(
          'no refusal of private addresses',
          inWebhooks(repository, 'name', /private|internal|ssrf|blocklist|isPublic/i),
        ),
        part('no log of deliveries', inWebhooks(repository, 'name', /deliver(?:y|ies)/i)),
      ],
      tests: [
        part(
          'no test against a receiver that fails',
          testsAbout(repository, { about: /webhook/i, using: [/50\d|fail|retry/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Sign body and time by HMAC with a secret of the receiver, which can be rotated.',
      'Deliver from a queue with growing waits; keep a log of deliveries, and an id by which the receiver sees repeats.',
      'Resolve the host once, refuse private and local addresses, and connect to the address that was checked.',
      'Show it by tests against a receiver that fails.',
    ),
});
