import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { listOf, recordOf, textOf } from '../../facts/values.ts';
import { yamlDocument } from '../../facts/yaml-document.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

interface Manifest {
  readonly kind: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

const manifests = (repository: Repository): Manifest[] =>
  repository.matching(/(?:^|\/)(?:k8s|kubernetes|manifests|helm|charts?)\/.*\.ya?ml$/i).flatMap((path) => {
    const document = yamlDocument(repository, path);
    const value = recordOf(document?.value);
    const kind = textOf(value.kind);
    return document === undefined || kind === undefined ? [] : [{ kind, value, place: document.at('kind') }];
  });

const containersOf = ({ value }: Manifest): Readonly<Record<string, unknown>>[] => {
  const template = recordOf(recordOf(value.spec).template);
  return listOf(recordOf(template.spec).containers).map(recordOf);
};

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'];

const deployments = (
  found: readonly Manifest[],
  isGood: (container: Readonly<Record<string, unknown>>) => boolean,
): Place[] =>
  found
    .filter((manifest) => manifest.kind === 'Deployment' && containersOf(manifest).some(isGood))
    .map(({ place }) => place);

const ofKind = (found: readonly Manifest[], kind: string): Place[] =>
  found.filter((manifest) => manifest.kind === kind).map(({ place }) => place);

export default defineStandard({
  id: 'OPS-11',
  title: 'Kubernetes: probes, limits, scaling, disruption budget, network policy, migration job',
  why: 'Without probes and budgets every node that is drained is an outage.',
  references: [],
  features: ['kubernetes'],
  check: (repository) => {
    const found = manifests(repository);
    return prove(repository, {
      parts: [
        part(
          'no Deployment with the three probes',
          deployments(found, (container) => probes.every((probe) => container[probe] !== undefined)),
        ),
        part(
          'no limits of its resources',
          deployments(found, (container) => recordOf(container.resources).limits !== undefined),
        ),
        part('no HorizontalPodAutoscaler', ofKind(found, 'HorizontalPodAutoscaler')),
        part('no PodDisruptionBudget', ofKind(found, 'PodDisruptionBudget')),
        part('no NetworkPolicy', ofKind(found, 'NetworkPolicy')),
        part('no Job for migrations', ofKind(found, 'Job')),
        part(
          'no step of CI that validates the manifests',
          ciCommands(repository)
            .filter(({ text }) =>
              /kubeconform|kubeval|kubectl .*--dry-run|helm (?:lint|template)|kustomize build/.test(text),
            )
            .map(({ place }) => place),
        ),
      ],
      // The step of CI is the test.
      tests: [],
      unseen: { because: 'manifests may be kept in another repository', command: 'kubectl get deployment -o yaml' },
    });
  },
  remedy: () =>
    steps(
      'Write deploy/k8s/: a Deployment with startup, readiness and liveness probes on /health/*, requests and limits, terminationGracePeriodSeconds of 30.',
      'Add an autoscaler, a disruption budget, a network policy that lets in the ingress alone, and a Job that runs db:migrate before a rollout.',
      'Validate them in CI with kubeconform -strict.',
    ),
});
