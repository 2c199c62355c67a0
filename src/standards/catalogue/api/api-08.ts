import { part, prove } from '../../evidence.ts';
import { unlessChosen, usesOf } from '../../facts/chosen.ts';
import { packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const choice = {
  features: ['graphql'],
  packages:
    /^(?:graphql|graphql-yoga|mercurius|@apollo\/server|apollo-server(?:-.*)?|@nestjs\/graphql|type-graphql)(?:\/|$)/,
};

export default defineStandard({
  id: 'API-08',
  title: 'GraphQL with limits and without N+1',
  why: 'One nested query can cost as much as ten thousand requests.',
  references: ['OWASP API4:2023', 'OWASP ASVS 5.0 V4.3.1'],
  features: ['graphql'],
  appliesTo: unlessChosen(choice, 'GraphQL was not chosen'),
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no GraphQL in the server', usesOf(repository, choice)),
        part(
          'no batching of what resolvers load',
          packageInServer(repository, { from: /^dataloader$|^mercurius$/, name: /loader|default/i }),
        ),
        part(
          'no limit on the depth and the cost of a query',
          packageInServer(repository, {
            from: /depth-limit|query-complexity|cost-analysis|graphql-armor|validation-complexity/,
          }),
        ),
      ],
      tests: [
        part('no test of these limits', testsAbout(repository, { about: /graphql/i, using: [/depth|cost|complex/i] })),
        part(
          'no test that callers need the same permissions',
          testsAbout(repository, { about: /graphql/i, using: [/401|403|UNAUTHENTICATED|FORBIDDEN/] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Load through one batching loader for each request and entity.',
      'Refuse queries deeper or dearer than a limit before they run.',
      'Use the same access rules as the REST routes, and show all three by tests.',
    ),
});
