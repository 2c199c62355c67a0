import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const configuration =
  /(?:^|\/)(?:config\w*|env\w*|settings)(?:\/|\.[cm]?[jt]s$)|(?:^|\/)[\w-]*\.?(?:config|env)\.[cm]?[jt]s$/i;

const readings = (repository: Repository): Place[] => [
  ...inServer(repository, {
    kind: 'member',
    text: 'env',
    where: ({ node }) =>
      node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'process',
  }),
];

const checks = (repository: Repository): Place[] => [
  ...inServer(repository, {
    kind: 'call',
    text: /(?:^|\.)(?:safeParse|parse|validate\w*|cleanEnv|envsafe)$/,
    in: configuration,
  }),
  ...packageInServer(repository, { from: /^(?:envalid|env-var|convict|@t3-oss\/env-core|env-schema|@fastify\/env)$/ }),
  ...inServer(repository, {
    kind: 'key',
    text: /^(?:validationSchema|validate)$/,
    where: ({ place }) => /module|config|app/i.test(place.path),
  }),
];

const refusals = [/toThrow|throws|problem|invalid|refus/i];

const check = (repository: Repository): Verdict => {
  const scattered = readings(repository).filter(({ path }) => !configuration.test(path));
  if (scattered.length > 0) return unmet('The environment is read all over the code.', scattered.slice(0, 4));
  return prove(repository, {
    parts: [
      part('no place that reads the environment', [
        ...readings(repository),
        ...packageInServer(repository, { from: /^(?:dotenv|@nestjs\/config|envalid|@fastify\/env|env-schema)$/ }),
      ]),
      part('no check of the configuration at the start', checks(repository)),
    ],
    tests: [
      part('no test that a wrong configuration is refused', [
        ...testsAbout(repository, {
          about: /wrong|missing|invalid|refus|reject/i,
          in: /config|environment|\benv\b/i,
          using: refusals,
        }),
        ...testsAbout(repository, { about: /environment|config/i, using: refusals }),
      ]),
    ],
    note: 'that processes keep nothing is not seen in the files',
  });
};

export default defineStandard({
  id: 'ARCH-04',
  title: 'Configuration from the environment, checked at the start',
  why: 'A process that starts with a wrong setting fails at the first customer who needs it.',
  references: ['Twelve-Factor III', 'Twelve-Factor VI'],
  features: [],
  check,
  remedy: () =>
    steps(
      'Read the environment in one module, check it against a schema, and stop the start with a line for each variable that is wrong.',
      'Hand the typed result to whoever needs it; keep nothing in the process that another one would miss.',
    ),
});
