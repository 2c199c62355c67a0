import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { once } from './once.ts';
import { listOf, recordOf, textOf } from './values.ts';
import { yamlDocument } from './yaml-document.ts';
import { ownFiles } from './own-files.ts';

/** An alert of Prometheus. */
export interface AlertRule {
  readonly name: string;
  readonly expression: string;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

const notRules = /^(?:\.github|node_modules|test|tests)\/|(?:^|\/)(?:docker-)?compose\.ya?ml$/;

/** The alerting rules of the repository: `groups` with `rules`, also inside a PrometheusRule of Kubernetes. */
export const alertRules = once((repository): readonly AlertRule[] =>
  ownFiles(repository, /\.ya?ml$/)
    .filter((path) => !notRules.test(path) && /\balert\b/.test(repository.text(path) ?? ''))
    .flatMap((path) => {
      const document = yamlDocument(repository, path);
      const root = recordOf(document?.value);
      const above = root.groups === undefined ? ['spec'] : [];
      const groups = listOf(root.groups ?? recordOf(root.spec).groups);
      return groups.flatMap((group, groupIndex) =>
        listOf(recordOf(group).rules).flatMap((rule, index) => {
          const { alert, expr, annotations } = recordOf(rule);
          const name = textOf(alert);
          if (document === undefined || name === undefined) return [];
          const place = document.at(...above, 'groups', groupIndex, 'rules', index);
          return [{ name, expression: textOf(expr) ?? '', annotations: recordOf(annotations), place }];
        }),
      );
    }),
);

/** Alerts whose expression is about something. */
export const alertsOn = (repository: Repository, subject: RegExp): Place[] =>
  alertRules(repository)
    .filter(({ expression }) => subject.test(expression))
    .map(({ place }) => place);
