import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { routes } from '../../facts/routes.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Packages that make the document from the schemas that validate, or from the types of the controllers. */
const derivers =
  /^(?:@asteasolutions\/zod-to-openapi|@fastify\/swagger|@nestjs\/swagger|zod-openapi|express-zod-api|@anatine\/zod-openapi|tsoa|fastify-zod-openapi|@ts-rest\/open-api)$/;

const linters = /\b(?:redocly|spectral|vacuum)\s+lint\b|\bswagger-cli\s+validate\b|\bspeccy\s+lint\b/;

const routesLike = (repository: Repository, pattern: RegExp): Place[] =>
  routes(repository)
    .filter(({ path }) => pattern.test(path))
    .map(({ place }) => place);

export default defineStandard({
  id: 'API-06',
  title: 'An OpenAPI document made from the schemas that validate',
  why: 'A document that is written by hand is wrong by the second release.',
  references: ['OpenAPI 3.1', 'OWASP API9:2023'],
  features: ['api-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no OpenAPI document that is derived from schemas', packageInServer(repository, { from: derivers })),
        part('no route that serves it', [
          ...routesLike(repository, /openapi|api-docs|swagger|docs-json/),
          ...packageInServer(repository, { from: /^@nestjs\/swagger$/, name: /^SwaggerModule$/ }),
        ]),
        part('no page to browse it', [
          ...routesLike(repository, /^(?:\/api)?\/(?:docs|reference|api-docs)\/?$/),
          ...packageInServer(repository, { from: /^(?:swagger-ui-express|@fastify\/swagger-ui|@scalar\/.*)$/ }),
          ...inServer(repository, { kind: 'call', text: /SwaggerModule\.setup$/ }),
        ]),
        part(
          'no step of the pipeline that lints it',
          ciCommands(repository)
            .filter(({ text }) => linters.test(text))
            .map(({ place }) => place),
        ),
      ],
      tests: [
        part(
          'no test of the document',
          testsAbout(repository, { about: /openapi|document|api-docs|swagger/i, using: [/openapi/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Derive the document from the schemas that validate requests; serve it at `/openapi.json` and as a page at `/docs`.',
      'Lint it in the pipeline, for instance by `redocly lint`.',
    ),
});
