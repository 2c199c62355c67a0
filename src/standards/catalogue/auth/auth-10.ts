import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { routesTo, withoutSignIn } from './sign-in.ts';

const inFactor = /mfa|totp|otp|factor/i;

export default defineStandard({
  id: 'AUTH-10',
  title: 'A second factor',
  why: 'A password that was phished or reused elsewhere is no longer enough.',
  references: ['RFC 6238', 'OWASP ASVS 5.0 V6.5', 'NIST SP 800-63B section 5.1.4'],
  features: ['mfa'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no second factor (TOTP, passkey)', [
          ...packageInServer(repository, { from: /^(?:otplib|otpauth|speakeasy|@simplewebauthn\/server)$/ }),
          ...inServer(repository, { kind: ['call', 'new'], text: /totp/i, in: inFactor }),
        ]),
        part('no routes to set it up', routesTo(repository, /mfa|two-?factor|2fa|totp|passkey/)),
        part(
          'no refusal of a code that was used already',
          inServer(repository, {
            kind: ['name', 'key', 'member'],
            text: /last_?(?:used|step|counter)|replay|used_?(?:code|step)/i,
            in: inFactor,
          }),
        ),
        part(
          'no recovery codes',
          inServer(repository, { kind: ['name', 'key', 'call'], text: /(?:recovery|backup)_?codes?/i }),
        ),
      ],
      tests: [
        part(
          'no test of a code that is sent twice',
          testsAbout(repository, { about: /twice|replay|once|again/i, using: [/totp|mfa|otp/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Offer TOTP with hashed recovery codes; take each time step once for an account.',
      'Demand a fresh factor for sensitive operations.',
    ),
});
