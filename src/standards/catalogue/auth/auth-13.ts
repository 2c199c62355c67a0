import { part, prove } from '../../evidence.ts';
import { routes } from '../../facts/routes.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { dotted } from '../../facts/syntax.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { elsewhere, withoutSignIn } from './sign-in.ts';

const ruled = (repository: Repository): Place[] => [
  ...inServer(repository, {
    kind: 'call',
    text: /(?:^|\.)(?:ownerScope|isInScope|is_?owner(?:Of)?|owned_?by|assert_?owner\w*|can_?access)$/i,
  }),
  ...packageInServer(repository, { from: /^(?:@casl\/ability|casbin|oso|accesscontrol)$/ }),
];

const caller =
  /^(?:principal\w*|caller|current_?user)$|(?:principal|user|session|caller|actor)\w*\.(?:userId|id|sub)$/i;
const asked = /params\.\w*id$/i;

/** Where a rule on rows is kept. */
const rules = /service|use-?case|application|domain|controller|routes|repository/i;

/** A use case that is given the caller along with the id that was asked for: `sessions.end(caller, params.id)`. */
const withCaller = (repository: Repository): Place[] =>
  inServer(repository, {
    kind: 'call',
    text: /./,
    where: ({ node }) => {
      const names = node.type === 'CallExpression' ? node.arguments.map(dotted) : [];
      return names.some((name) => caller.test(name)) && names.some((name) => asked.test(name));
    },
  });

/** Answers 404, those that a rule on rows gives before those to ids that nobody has. */
const hides = (repository: Repository): Place[] => {
  const ruling = new Set(ruled(repository).map(({ path }) => path));
  const answers = inServer(repository, { kind: 'new', text: /NotFound/, in: rules });
  return [...answers.filter(({ path }) => ruling.has(path)), ...answers];
};

/** Rows of a user have routes below that user; where there are none, only sign-ins belong to somebody. */
const hasOwnedRows = (repository: Repository): boolean =>
  routes(repository).some(({ path }) => /\/users\/\{[^}]+\}\/[^/]+/.test(path));

export default defineStandard({
  id: 'AUTH-13',
  title: 'What belongs to others does not exist for a caller',
  why: 'Trying the next id is the most common attack on an API; a 403 would still say that it is there.',
  references: ['OWASP API1:2023', 'OWASP ASVS 5.0 V8.2.2'],
  features: ['jwt', 'session'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no rule on whose rows a caller may see', [
          ...ruled(repository),
          ...(hasOwnedRows(repository) ? [] : withCaller(repository)),
        ]),
        part('no answer 404 for the others', hides(repository)),
      ],
      tests: [
        part(
          'no test that the rows of others answer 404',
          testsAbout(repository, {
            about: /somebody else|nobody else|other(?:s|'s| user)|owner|do(?:es)? not exist/i,
            using: [/404|NOT_FOUND/],
          }),
        ),
      ],
      unseen: elsewhere,
    }),
  remedy: () =>
    steps(
      'Ask the database for the caller’s rows only, or compare the owner after reading; answer 404 for all others.',
      'Show by a test that a second user finds nothing.',
    ),
});
