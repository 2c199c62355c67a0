import { part, prove } from '../../evidence.ts';
import { packageScripts } from '../../facts/package-manifest.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const generators =
  /\b(?:openapi-typescript|openapi-generator(?:-cli)?|orval|openapi-ts|swagger-typescript-api|kubb|openapi-zod-client)\b|\bclient:generate\b/;

export default defineStandard({
  id: 'API-13',
  title: 'A typed client made from the OpenAPI document',
  why: 'A client that is typed by hand compiles against an API that is gone.',
  references: ['OpenAPI 3.1'],
  features: ['client'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no script that makes a client',
          [...packageScripts(repository)]
            .filter(
              ([name, { command }]) => generators.test(command) || /^(?:client:generate|generate:client)$/.test(name),
            )
            .map(([, { place }]) => place),
        ),
        part('no CORS policy for front ends', [
          ...packageInServer(repository, { from: /^(?:cors|@fastify\/cors)$/ }),
          ...inServer(repository, { kind: 'call', text: /\.enableCors$/ }),
          ...inServer(repository, { kind: ['string', 'key'], text: /^access-control-allow-origin$/i }),
        ]),
      ],
      tests: [
        part(
          'no test of the client',
          testsAbout(repository, { about: /\bclient\b/i, using: [/openapi|generated|createClient/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Add a script `client:generate` that makes a typed client from the OpenAPI document, for instance by openapi-typescript.',
      'Make it in the pipeline as well, and fail when the checked-in one differs.',
      'Call one route through it in a test.',
    ),
});
