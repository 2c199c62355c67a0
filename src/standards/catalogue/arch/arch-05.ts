import { part, prove } from '../../evidence.ts';
import { composeServices } from '../../facts/compose-file.ts';
import { unlessChosen } from '../../facts/chosen.ts';
import { inProgram, packageInProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const choice = {
  features: ['microservices'],
  packages:
    /^(?:@nestjs\/microservices|moleculer|@apollo\/gateway|@fastify\/http-proxy|http-proxy-middleware|express-gateway)$/,
};

export default defineStandard({
  id: 'ARCH-05',
  title: 'Services with a gateway, their own data and contracts',
  why: 'Services that share a database are one service that fails in more ways.',
  references: ['OWASP API9:2023'],
  features: ['microservices'],
  appliesTo: unlessChosen(choice, 'microservices were not chosen'),
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no gateway', [
          ...packageInProgram(repository, {
            from: /^(?:@fastify\/http-proxy|http-proxy-middleware|express-gateway|@apollo\/gateway)$/,
          }),
          ...inProgram(repository, { kind: 'name', text: /gateway/i }),
        ]),
        part(
          'no second service',
          composeServices(repository)
            .filter(({ definition }) => 'build' in definition)
            .slice(1)
            .map(({ place }) => place),
        ),
        part(
          'no contracts between services',
          repository
            .matching(/(?:^|\/)(?:contracts?|proto)\/.+\.(?:proto|json|ya?ml|ts)$/)
            .map((path) => ({ path, line: 1 })),
        ),
      ],
      tests: [part('no test of the contracts', testsAbout(repository, { about: /contract|pact|gateway/i }))],
    }),
  remedy: () =>
    steps(
      'Put one gateway before the services: routes, aggregation, limits, who calls.',
      'Give each service its own database and a contract, and hold both sides against it in tests.',
    ),
});
