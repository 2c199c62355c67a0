import { part, prove } from '../../evidence.ts';
import { listOf, recordOf } from '../../facts/values.ts';
import { yamlDocument } from '../../facts/yaml-document.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const rulePath = /(?:alert|rule|prometheus|observability|monitor)[\w./-]*\.ya?ml$/i;
const burnRate = /burn|slo|error_?budget/i;
const saturation = /pool|connections|event_?loop|memory|cpu|saturat|in_?flight|queue/i;

interface Alert {
  readonly text: string;
  readonly place: Place;
}

const alertsOf = (repository: Repository): Alert[] =>
  repository.matching(rulePath).flatMap((path) => {
    const document = yamlDocument(repository, path);
    return listOf(recordOf(document?.value).groups).flatMap((group, at) =>
      listOf(recordOf(group).rules).flatMap((rule, index) => {
        const { alert, expr } = recordOf(rule);
        if (document === undefined || typeof alert !== 'string' || typeof expr !== 'string') return [];
        return [{ text: `${alert} ${expr}`, place: document.at('groups', at, 'rules', index) }];
      }),
    );
  });

const dashboards = (repository: Repository): Place[] =>
  repository
    .matching(/dashboard[\w./-]*\.json$/i)
    .filter((path) => listOf(recordOf(repository.json(path)).panels).length > 0)
    .map((path) => ({ path }));

const those = (alerts: readonly Alert[], pattern: RegExp): Place[] =>
  alerts.filter(({ text }) => pattern.test(text)).map(({ place }) => place);

export default defineStandard({
  id: 'OPS-06',
  title: 'Alerts on the burn rate of the SLO and on saturation, and a dashboard',
  why: 'An alert on every spike is ignored within a week; none at all makes users the monitor.',
  references: [],
  features: ['observability', 'alerts'],
  check: (repository) => {
    const alerts = alertsOf(repository);
    return prove(repository, {
      parts: [
        part('no alert on the burn rate of an error budget', those(alerts, burnRate)),
        part('no alert on saturation', those(alerts, saturation)),
        part('no dashboard', dashboards(repository)),
      ],
      // Rules are shown by promtool, not by a test of the program.
      tests: [],
      unseen: {
        because: 'alerts and dashboards may be kept elsewhere',
        command: 'promtool check rules <file>',
      },
    });
  },
  remedy: () =>
    steps(
      'Write deploy/observability/alerts.yaml: two windows of the burn rate (1 h and 5 min above 14.4, 6 h and 30 min above 6) of the availability in docs/architecture/requirements.md.',
      'Add alerts on waiting connections of the pool, delay of the event loop and memory, each with a runbook_url.',
      'Check the file with promtool check rules, in CI.',
      'Add a Grafana dashboard of rate, errors, duration and saturation.',
    ),
});
