import { part, prove } from '../../evidence.ts';
import { composeServices } from '../../facts/compose-file.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { inProgram, packageInProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { recordOf } from '../../facts/values.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const clusters = (repository: Repository): Place[] => [
  ...packageInProgram(repository, { from: /^(?:node:)?cluster$/ }),
  ...inProgram(repository, { kind: 'call', text: /^cluster\.fork$/ }),
  ...repository.matching(/(?:^|\/)ecosystem\.config\.[cm]?js$/).map((path) => ({ path })),
];

const replicated = (repository: Repository): Place[] => [
  ...composeServices(repository)
    .filter(({ definition }) => Number(recordOf(definition.deploy).replicas ?? definition.scale ?? 1) > 1)
    .map(({ place }) => place),
  ...repository
    .matching(/\.ya?ml$/)
    .filter((path) => {
      const manifest = recordOf(
        /replicas|HorizontalPodAutoscaler/.test(repository.text(path) ?? '') ? repository.yaml(path) : undefined,
      );
      const spec = recordOf(manifest.spec);
      return Number(spec.replicas ?? spec.maxReplicas ?? 1) > 1;
    })
    .map((path) => ({ path })),
];

const documented = (repository: Repository): Place[] =>
  sectionsAbout(repository, {
    heading: /scal|replica|processes|multi-?core|horizontal|cluster|capacity/i,
    says: [/process(?:es)?|replicas?|instances/i, /\bcores?\b|\bCPUs?\b|load balanc|processes on one|stateless/i],
    words: 20,
  });

export default defineStandard({
  id: 'PERF-05',
  title: 'All cores are used: stateless processes side by side',
  why: 'Node runs JavaScript on one core; the others idle unless there are more processes that share no memory.',
  references: ['Twelve-Factor VI', 'Twelve-Factor VIII'],
  features: ['kubernetes', 'cluster', 'architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('neither a cluster, nor replicas, nor a document of how many processes to run', [
          ...clusters(repository),
          ...replicated(repository),
          ...documented(repository),
        ]),
      ],
      tests: [
        part(
          'no test that two processes behave as one',
          testsThat(repository, {
            says: [/^(?:first|second|one|other|a|b)$|processes|servers|^Promise\.all$/i],
            title: /\b(?:two|several|many|all|other) (?:processes|instances|replicas)\b/i,
          }),
        ),
      ],
      unseen: { because: 'how many processes run is decided where it is deployed', command: 'kubectl get deployments' },
    }),
  remedy: () =>
    steps(
      'Keep no state in a process that another one needs: counters in Redis, sessions in the database, files in a store.',
      'Run one process for each core behind a load balancer: replicas of the container, or node:cluster.',
      'Start two processes in a test and show that limits, sign-ins and revocations hold in both.',
    ),
});
