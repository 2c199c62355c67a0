import { part, prove } from '../../evidence.ts';
import { alertsOn } from '../../facts/alert-rules.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { securityAlerts } from './security-alerts.ts';

const metric = /^\w*(?:security_events?|failed_logins?|login_failures?|auth_failures?|access_denied)\w*$/i;

export default defineStandard({
  id: 'SEC-15',
  title: 'Security events are metrics with alerts',
  why: 'An attack shows as a rate: of failed log-ins, of refusals. Somebody must be called while it still runs.',
  references: ['OWASP ASVS 5.0 V16.3', 'OWASP API2:2023'],
  features: ['observability', 'metrics'],
  check: (repository) => {
    const measures = packageInServer(repository, { from: /^(?:prom-client|@opentelemetry\/.*)$/ });
    return prove(repository, {
      parts: [
        part(
          'no metric of security events',
          measures.length > 0
            ? inServer(repository, { kind: 'string', text: metric, in: /metric|telemetry|monitor/i })
            : [],
        ),
        part(
          'no alert on failed log-ins or refusals',
          alertsOn(repository, /security_event|failed_login|login_failure|denied|auth_failure/i),
        ),
      ],
      tests: [
        part(
          'no test that a refusal is counted',
          testsThat(repository, { says: [/security_events?|failed_login|refused|denied/i], in: /metric/i }),
        ),
      ],
      unseen: {
        because: 'events may be counted from the logs',
        command: 'curl -s "$BASE_URL/metrics" | grep -i security',
      },
    });
  },
  remedy: (repository) => securityAlerts(repository),
});
