import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, withoutSignIn } from './sign-in.ts';

export default defineStandard({
  id: 'AUTH-14',
  title: 'Guessing passwords gets slower',
  why: 'Ten thousand guesses an hour find one of the common passwords of somebody.',
  references: ['OWASP ASVS 5.0 V6.3.1', 'NIST SP 800-63B section 5.2.2', 'OWASP API2:2023'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no count of failed log-ins', [
          ...inServer(repository, {
            kind: 'call',
            text: /attempts?\w*\.(?:consume|count|increment|record|hit)$|(?:record|count|check)_?(?:failed_?)?(?:login_?)?attempts?$/i,
          }),
          ...packageInServer(repository, { from: /^(?:express-brute|login-attempts)$/ }),
        ]),
        part(
          'no budget for an account',
          inServer(repository, { kind: ['key', 'name'], text: /account/i, in: /attempt|throttl|limit|lock/i }),
        ),
        part(
          'no budget for an address',
          inServer(repository, { kind: ['key', 'name'], text: /address|^ip$/i, in: /attempt|throttl|limit|lock/i }),
        ),
      ],
      tests: [
        part(
          'no test that an account is slowed',
          testsAbout(repository, {
            about: /account (?:five|is)|an account|lock(?:ed)? ?-?out|too many|brute/i,
            using: [/429|RATE_LIMITED|retry-?after/i, /log-?in|attempt/i],
          }),
        ),
        part(
          'no test that an address is slowed',
          testsAbout(repository, {
            about: /an address a|address over|by address|per address|each address/i,
            using: [/429|RATE_LIMITED|retry-?after|exceeded/i, /log-?in|attempt/i],
          }),
        ),
      ],
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Count failures for each account and each address before the password is looked at; let the wait grow.',
      'Answer 429 with `Retry-After`, for unknown accounts as well, and show it by tests with many tries at the same time.',
    ),
});
