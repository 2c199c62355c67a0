import { part, prove } from '../../evidence.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { hasFeature } from '../../facts/chosen.ts';

const features = ['terraform', 'serverless', 'service-mesh'];
const files = /\.(?:tf|bicep)$|(?:^|\/)(?:Pulumi|serverless|template|cdk)\.(?:ya?ml|json)$|(?:^|\/)istio\/.*\.ya?ml$/;

const infrastructure = (repository: Repository): Place[] =>
  repository.matching(files).map((path) => ({ path, line: 1 }));

const validated = (repository: Repository): Place[] =>
  ciCommands(repository)
    .filter(({ text }) =>
      /\b(?:terraform|tofu) (?:validate|plan)|pulumi preview|cdk synth|serverless (?:package|print)|istioctl analyze|az bicep build/.test(
        text,
      ),
    )
    .map(({ place }) => place);

export default defineStandard({
  id: 'OPS-12',
  title: 'Infrastructure as code, serverless, mesh: whichever was chosen is kept and checked here',
  why: 'Infrastructure that was clicked together cannot be reviewed, repeated or taken back.',
  references: [],
  features,
  appliesTo: (repository) =>
    hasFeature(repository, ...features) || infrastructure(repository).length > 0
      ? undefined
      : 'no infrastructure as code, serverless platform or service mesh was chosen',
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no definition of the infrastructure', infrastructure(repository)),
        part('no step of CI that checks it', validated(repository)),
      ],
      // The step of CI is the test.
      tests: [],
    }),
  remedy: () =>
    steps(
      'Check the definitions in CI (terraform validate and plan, or their like), and keep the state where two people cannot write it at once.',
    ),
});
