import { part, prove } from '../../evidence.ts';
import { alertsOn } from '../../facts/alert-rules.ts';
import { inServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const abuse = /abus|misuse|suspicio|offen[cs]e|offender|misbehav/i;

export default defineStandard({
  id: 'SEC-07',
  title: 'Bots and abuse are noticed, recorded and slowed',
  why: 'Whoever collects 401, 404 and 429 is looking for a way in; each try should cost more than the last one.',
  references: ['OWASP API6:2023', 'OWASP ASVS 5.0 V2.4', 'OWASP ASVS 5.0 V6.3.1'],
  features: ['abuse-detection'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'nothing that counts 401, 404 and 429 of one address together and slows it',
          inServer(repository, { kind: ['call', 'new', 'key'], text: abuse }),
        ),
        part(
          'no metric of refusals',
          inServer(repository, {
            kind: 'string',
            text: /^\w*(?:security_events|refusals|refused|abuse|blocked)\w*$/i,
            in: /metric|telemetry|abuse|security/i,
          }),
        ),
        part('no alert on them', alertsOn(repository, /security_events|refus|abuse|blocked|failed_login/i)),
      ],
      tests: [
        part(
          'no test that an address which misbehaves is slowed',
          testsThat(repository, { says: [abuse], file: [/\b(?:401|404|429)\b/] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Count answers of 401, 404 and 429 by address (IPv6 by its /64) in the store of the rate limits; over 60 in 10 minutes, shrink the budget of the address for an hour.',
      'Write one log line and count security_events_total{event="abuse"} when it begins.',
      'Alert on its rate, and test it with an address that asks for many paths that do not exist.',
    ),
});
