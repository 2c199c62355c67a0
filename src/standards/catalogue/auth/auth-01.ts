import { foremost, part, prove } from '../../evidence.ts';
import { holds } from '../../facts/objects.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { nameOf } from '../../facts/syntax.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, routesTo, withoutSignIn } from './sign-in.ts';

const mails = {
  kind: 'call',
  text: /(?:mail\w*|transport\w*|outbox)\.(?:send\w*|add|put)$|sendMail$/i,
} as const;

/** A mail with a link, before those that only tell something. */
const hasLink = ({ node }: Occurrence): boolean => holds(node, (inner) => /link|token|url/i.test(nameOf(inner) ?? ''));

const registers = /regist|sign-?up/i;

export default defineStandard({
  id: 'AUTH-01',
  title: 'Registration with a confirmed address and stated password rules',
  why: 'An address that nobody confirmed belongs to somebody else, and a common password to everybody.',
  references: ['OWASP ASVS 5.0 V6.2.1', 'OWASP ASVS 5.0 V6.2.4', 'NIST SP 800-63B section 5.1.1.2'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no route to register', routesTo(repository, /\/(?:register|registration|sign-?up)\/?$/)),
        part('no route to confirm an address', routesTo(repository, /verif|confirm|activat/)),
        part('no mail with the link', [
          ...inServer(repository, { ...mails, where: hasLink }),
          ...inServer(repository, mails),
        ]),
        part(
          'no lower limit on the length of a password',
          inServer(repository, {
            kind: ['name', 'key', 'string'],
            text: /min\w*_?password_?\w*|password_?min\w*|at least .*character/i,
          }),
        ),
        part('no list of common or breached passwords', [
          ...inServer(repository, { kind: ['call', 'name'], text: /common_?-?passwords?|breached|pwned/i }),
          ...packageInServer(repository, { from: /^(?:hibp|zxcvbn|@zxcvbn-ts\/.*|check-password-strength)$/ }),
        ]),
      ],
      tests: [
        part(
          'no test that a link activates an account',
          foremost(testsAbout(repository, { about: registers, using: [/verif|confirm|activat/i] }), registers),
        ),
        part(
          'no test of the password rules',
          foremost(
            testsAbout(repository, { about: /password/i, using: [/common|breach|short|at least/i] }),
            /policy|rules?|strength/i,
          ),
        ),
      ],
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Mail a single-use link at registration, and let nobody sign in before it was opened.',
      'State the rules for passwords: a length from 8 (better 12) to at least 64 characters, and no common ones, checked without asking a service.',
      'Answer the same for an address that has an account already.',
    ),
});
