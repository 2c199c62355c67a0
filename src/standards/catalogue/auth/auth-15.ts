import { part, prove } from '../../evidence.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, withoutSignIn } from './sign-in.ts';

const logIns = /^(?:auth|user|session)[.:_-]?log-?_?in\w*$|^log_?in[._](?:success|fail\w*)$/i;

/** Where an event is written to a log. */
const written = (repository: Repository): Place[] =>
  inServer(repository, {
    kind: 'call',
    text: /(?:audit\w*|store|events?)\.(?:record|log|write|append)$|(?:^|\.)(?:audit|logSecurityEvent)$/i,
  });

/** Names of events, those that stand where one is written before the others. */
const recorded = (repository: Repository, text: RegExp): Place[] => {
  const logs = written(repository);
  const names = inServer(repository, { kind: 'string', text, where: ({ text: value }) => !value.includes('/') });
  const atLog = names.filter(({ path, line }) => logs.some((log) => log.path === path && log.line === line));
  return [...atLog, ...names];
};

const tried = { using: [/auth\.|login|access\.denied/i], in: /^(?!test\/unit\/)/ };

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
        part('no log of events that somebody writes to', written(repository)),
        part('no record of log-ins', recorded(repository, logIns)),
        part('no record of refusals', recorded(repository, /denied|forbidden|refused/i)),
      ],
      tests: [
        part('no test that every event is recorded', [
          ...testsAbout(repository, { about: /events?\b.*\b(?:recorded|logged)/i, ...tried }),
          ...testsAbout(repository, { about: /recorded|audit/i, ...tried }),
        ]),
      ],
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Record each log-in, failure, refresh, password change and refusal: who, what, when, from where, with which result.',
      'Write it in the transaction of the change, and show by a test that none is missing.',
    ),
});
