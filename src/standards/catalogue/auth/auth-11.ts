import { foremost, part, prove } from '../../evidence.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, routesTo, withoutSignIn } from './sign-in.ts';

const resets = /password|reset|forgot|recover/i;
const inAuth = /auth|password|user|account|token/i;

const tests = (repository: Repository) => [
  part(
    'no test that the token works once',
    testsThat(repository, {
      says: [/reset/i],
      title: /once|single|replaced by a mailed token|\bused\b/i,
      in: resets,
    }),
  ),
  part(
    'no test of the same answer for an unknown address',
    testsAbout(repository, {
      about: /unknown address|same answer|unknown e-?mail/i,
      using: [/forgot|reset/i],
      in: resets,
    }),
  ),
];

export default defineStandard({
  id: 'AUTH-11',
  title: 'A forgotten password is replaced by a link that works once',
  why: 'The reset is the second front door, and often the weaker one.',
  references: ['OWASP ASVS 5.0 V6.4.3', 'OWASP ASVS 5.0 V7.4.3'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no route to ask for the link', routesTo(repository, /forgot|reset-request|password-?reset|recover/)),
        part('no route to set the new password', routesTo(repository, /reset/)),
        part(
          'no digest of the token: it is stored as it is',
          foremost(
            inServer(repository, { kind: 'call', text: /(?:^|\.)(?:digestOf|hashToken|createHash)$/, in: inAuth }),
            resets,
          ),
        ),
        part(
          'no end of the token’s life',
          foremost(
            inServer(repository, { kind: ['key', 'name', 'member'], text: /^expires_?at$/i, in: inAuth }),
            /password|reset|forgot|recover|one-?time/i,
          ),
        ),
        part(
          'no end of the sign-ins there were',
          foremost(
            inServer(repository, {
              kind: ['call', 'name'],
              text: /(?:end|revoke|destroy|invalidate)_?(?:all|every|sessions?|tokens?|sign_?ins?)|sign_?in_?epoch|\.revoke$/i,
              in: inAuth,
            }),
            resets,
          ),
        ),
      ],
      tests: tests(repository),
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Mail a random token that works once and for minutes; store its digest.',
      'End every sign-in of the account after the reset, and answer the same for an address that has none.',
    ),
});
