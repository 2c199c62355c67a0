import { part, prove } from '../../evidence.ts';
import { operations } from '../../facts/operations.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { notPlugged } from '../../applied.ts';
import { elsewhere, identifies, withoutSignIn } from './sign-in.ts';

const refuses =
  /(?:access_?control|policy|acl)\w*\.(?:admit|check|enforce)$|(?:^|\.)(?:authoriz\w*|authoris\w*|require_?(?:role|permission)s?|check_?(?:role|permission)s?|has_?(?:role|permission)s?|restrictTo|checkAbility)$/i;

/** Where requests pass by what may refuse them: hooks, middleware and guards, not the rules themselves. */
const guards = (repository: Repository): Place[] => [
  ...inServer(repository, { kind: 'call', text: refuses, in: /^(?!src\/platform\/)/ }),
  ...(operations(repository).length > 0 ? [] : nestGuards(repository)),
];

const nestGuards = (repository: Repository): Place[] => [
  ...inServer(repository, { kind: 'name', text: 'APP_GUARD' }),
  ...inServer(repository, { kind: 'call', text: /(?:^|\.)(?:UseGuards|useGlobalGuards)$/ }),
];

const check = (repository: Repository): Verdict => {
  const all = operations(repository);
  const open = all.filter(({ members }) => !members.has('access'));
  const [first] = open;
  if (first !== undefined)
    return unmet(
      `${first.method} ${first.path} does not say who may call it.`,
      open.slice(0, 4).map(({ place }) => place),
    );
  const idle = notPlugged(repository, 'rules on who may call', /authentication|authorization|contract/);
  if (idle !== undefined) return idle;
  return prove(repository, {
    parts: [
      part('no guard that all requests pass', guards(repository)),
      ...(repository.choices === undefined ? [] : [part('nothing that finds out who calls', identifies(repository))]),
      part(
        'no roles with permissions',
        inServer(repository, {
          kind: ['key', 'name'],
          text: /^(?:permissions|roles|Roles|RolesGuard)$/,
          in: /role|permission|polic|abilit|access|user/i,
        }),
      ),
      part(
        'no route that is closed unless it says otherwise',
        all.length > 0
          ? all.map(({ place }) => place)
          : inServer(repository, {
              kind: ['name', 'call'],
              text: /^(?:is_?public\w*|Public|APP_GUARD|defaultDeny|deny\w*default)$/i,
            }),
      ),
    ],
    tests: [
      part(
        'no test that calls every route without and with each role',
        testsAbout(repository, {
          about: /role|permission|without credentials/i,
          using: [/401|403|FORBIDDEN|UNAUTHENTICATED/, /operations|routes|paths/i],
        }),
      ),
    ],
    unseen: elsewhere,
  });
};

export default defineStandard({
  id: 'AUTH-12',
  title: 'Every route says who may call it',
  why: 'The route that somebody forgot to protect is the one that is found.',
  references: ['OWASP API5:2023', 'OWASP ASVS 5.0 V8.2.1', 'OWASP Top 10 A01:2021'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check,
  remedy: () =>
    steps(
      'Let roles grant permissions, and let every route name the one it needs; refuse a route that names none.',
      'Check in one guard that all requests pass.',
      'Call every route in a test: without credentials, and with each role.',
    ),
});
