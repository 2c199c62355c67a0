import { part, prove } from '../../evidence.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, withoutSignIn } from './sign-in.ts';

const recorded = (text: RegExp) => ({
  kind: 'string' as const,
  text,
  where: ({ text: value }: Occurrence) => !value.includes('/'),
});

export default defineStandard({
  id: 'AUTH-15',
  title: 'Signing in and being refused are on record',
  why: 'After a break-in the first question is who signed in when, and nobody can answer it later.',
  references: ['OWASP ASVS 5.0 V16.3', 'OWASP Top 10 A09:2021'],
  features: ['audit-log'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no log of events that somebody writes to',
          inServer(repository, {
            kind: 'call',
            text: /(?:audit\w*|store|events?)\.(?:record|log|write|append)$|(?:^|\.)(?:audit|logSecurityEvent)$/i,
          }),
        ),
        part(
          'no record of log-ins',
          inServer(
            repository,
            recorded(/^(?:auth|user|session)[.:_-]?log-?_?in\w*$|^log_?in[._](?:success|fail\w*)$/i),
          ),
        ),
        part('no record of refusals', inServer(repository, recorded(/denied|forbidden|refused/i))),
      ],
      tests: [
        part(
          'no test that every event is recorded',
          testsAbout(repository, {
            about: /recorded|audit/i,
            using: [/auth\.|login|access\.denied/i],
            in: /^(?!test\/unit\/)/,
          }),
        ),
      ],
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Record each log-in, failure, refresh, password change and refusal: who, what, when, from where, with which result.',
      'Write it in the transaction of the change, and show by a test that none is missing.',
    ),
});
