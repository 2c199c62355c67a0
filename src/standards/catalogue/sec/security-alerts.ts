import type { Repository } from '../../repository/repository.ts';
import type { Remedy } from '../../standard.ts';
import { inServer } from '../../facts/search.ts';
import { steps } from '../../verdicts.ts';

const path = 'deploy/observability/security-alerts.yaml';

const runbook = 'docs/runbooks/log-in-attack.md';

/** The rates are those of a service with a few thousand users; whoever knows better numbers changes them there. */
const rulesFor = (repository: Repository): string => {
  const link = repository.has(runbook) ? `\n          runbook: ${runbook}` : '';
  return `# Alerts on security events, for Prometheus. Check them: promtool check rules ${path}
groups:
  - name: security
    rules:
      - alert: ManyFailedLogins
        expr: sum(rate(security_events_total{event="failed_login"}[5m])) > 1
        for: 5m
        labels:
          severity: page
        annotations:
          summary: More than one failed log-in a second for five minutes; somebody is guessing passwords.${link}
      - alert: ManyRefusals
        expr: sum(rate(security_events_total{event=~"denied|unauthenticated|rate_limited"}[10m])) > 5
        for: 10m
        labels:
          severity: ticket
        annotations:
          summary: More than five refused requests a second for ten minutes.${link}
      - alert: TokenReused
        expr: sum(increase(security_events_total{event="token_reused"}[1h])) > 0
        labels:
          severity: ticket
        annotations:
          summary: A refresh token was used twice; it may have been stolen.${link}
`;
};

/** The alerts as a file, where the metric they are about is there; else how to get both. */
export const securityAlerts = (repository: Repository): Remedy => {
  const counted = inServer(repository, { kind: 'string', text: 'security_events_total' });
  if (counted.length > 0 && !repository.has(path))
    return { kind: 'diff', changes: [{ path, after: rulesFor(repository) }] };
  return steps(
    'Count refusals by their reason: security_events_total{event="failed_login" | "denied" | "rate_limited" | …}.',
    'Alert on the rate of failed log-ins (more than one a second for five minutes) and of refusals, each alert with a runbook.',
    'Test that a refused request raises the count.',
  );
};
