import { part, prove } from '../../evidence.ts';
import { recordOf, textOf } from '../../facts/values.ts';
import { yamlDocument } from '../../facts/yaml-document.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Remedy } from '../../standard.ts';

/** Files of OpenSLO or Sloth, which say what is promised in a form that tools read. */
const definitions = (repository: Repository): Place[] =>
  repository.matching(/slo[\w./-]*\.ya?ml$/i).flatMap((path) => {
    const document = yamlDocument(repository, path);
    const value = recordOf(document?.value);
    const isOpenSlo = textOf(value.apiVersion)?.startsWith('openslo') === true && value.kind === 'SLO';
    const isSloth = Array.isArray(value.slos);
    if (document === undefined || !(isOpenSlo || isSloth)) return [];
    return [isSloth ? document.at('slos') : document.at('spec')];
  });

const nameOf = (repository: Repository): string => {
  const name = textOf(recordOf(repository.json('package.json')).name) ?? 'backend';
  return name.replace(/^@[^/]*\//, '').replaceAll(/[^a-z0-9-]/g, '-');
};

const proposal = (service: string): string => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${service}-availability
  displayName: Requests that are answered without a fault of ours
spec:
  service: ${service}
  budgetingMethod: Occurrences
  timeWindow:
    - duration: 30d
      isRolling: true
  indicator:
    metadata:
      name: ${service}-answers
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_request_duration_seconds_count{status!~"5.."})
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(http_request_duration_seconds_count)
  objectives:
    - displayName: 99.9 % in 30 days
      target: 0.999
`;

const remedy = (repository: Repository): Remedy => ({
  kind: 'diff',
  changes: [{ path: 'deploy/observability/slo.yaml', after: proposal(nameOf(repository)) }],
});

export default defineStandard({
  id: 'OPS-13',
  title: 'Uptime and SLO are defined in a file that tools can read',
  why: 'A target in a document is not measured; one in a file becomes alerts and reports.',
  references: ['OpenSLO v1'],
  features: ['observability', 'slo'],
  check: (repository) =>
    prove(repository, {
      parts: [part('no SLO definition (OpenSLO or Sloth)', definitions(repository))],
      // A definition is shown by the tool that reads it, not by a test of the program.
      tests: [],
      unseen: { because: 'the definitions may be kept with the monitoring', command: 'git ls-files "*slo*"' },
    }),
  remedy,
});
