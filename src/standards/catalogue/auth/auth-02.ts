import { foremost, part, prove } from '../../evidence.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, routesTo, withoutSignIn } from './sign-in.ts';

const logsIn = /log-?in|sign-?in/i;

export default defineStandard({
  id: 'AUTH-02',
  title: 'A log-in that tells nobody who has an account',
  why: 'An answer or a time that differs gives a list of accounts to whoever tries addresses.',
  references: ['OWASP ASVS 5.0 V6.3.8', 'OWASP API2:2023'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no route to log in', routesTo(repository, /\/(?:log-?in|sign-?in|sessions?|token)\/?$/)),
        part(
          'no check of a password',
          inServer(repository, {
            kind: 'call',
            text: /(?:passwords?|hasher|bcrypt\w*|argon2?)\.(?:verify|compare)$|(?:check|verify|compare)_?passwords?$/i,
          }),
        ),
        part(
          'no work for unknown accounts that takes as long as a check (a dummy hash)',
          inServer(repository, { kind: ['call', 'name'], text: /dummy|fake_?hash|placeholder_?hash/i }),
        ),
      ],
      tests: [
        part(
          'no test of the one answer',
          foremost(
            testsAbout(repository, {
              about: /one answer|same answer|whatever the reason|unknown (?:user|address|account|e-?mail)|enumerat/i,
              using: [logsIn],
            }),
            logsIn,
          ),
        ),
        part(
          'no test of the time',
          testsAbout(repository, {
            about: /(?:takes?|lasts?) as long|as long(?! as)|timing|constant time|takes? the same time/i,
            in: /auth|log-?in|sign-?in|password/i,
          }),
        ),
      ],
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Answer an unknown address, a wrong password and a disabled account alike.',
      'Compare with a dummy hash when there is no account, so that both take the same time.',
      'Show both by tests.',
    ),
});
