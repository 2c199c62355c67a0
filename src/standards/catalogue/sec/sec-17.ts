import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { ciSteps } from '../../facts/workflows.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place, type Remedy } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const dynamic = /\bzap(?:roxy)?\b|zap-api-scan|nuclei|schemathesis|\bdastardly\b|stackhawk|restler/i;

const scans = (repository: Repository): Place[] => [
  ...ciSteps(repository)
    .filter(({ uses }) => uses !== undefined && dynamic.test(uses))
    .map(({ place }) => place),
  ...ciCommands(repository)
    .filter(({ text }) => dynamic.test(text))
    .map(({ place }) => place),
];

const workflow = '.github/workflows/ci.yml';
const ready = '          curl --fail --silent --show-error http://127.0.0.1:3000/health/ready\n';
const scan =
  '          docker run --rm --network host ghcr.io/zaproxy/zaproxy:stable \\\n' +
  '            zap-api-scan.py -t http://127.0.0.1:3000/openapi.json -f openapi -I\n';

/** The scan goes where CI has the whole system running, when it does. */
const remedy = (repository: Repository): Remedy => {
  const text = repository.text(workflow);
  if (text?.includes(ready) === true && scans(repository).length === 0 && repository.has('src/app/api-document.ts')) {
    return { kind: 'diff', changes: [{ path: workflow, before: text, after: text.replace(ready, ready + scan) }] };
  }
  return steps(
    'In CI start the image with its database and scan the running API from its OpenAPI document (OWASP ZAP: zap-api-scan.py -t http://127.0.0.1:3000/openapi.json -f openapi).',
    'Write in SECURITY.md how to report a vulnerability in private and when an answer comes.',
    'Write docs/security-testing.md: what a penetration test covers, how often, and a record of each with its findings and fixes.',
  );
};

export default defineStandard({
  id: 'SEC-17',
  title: 'Security is tested regularly, and there is a way to report',
  why: 'What nobody attacks on purpose is first attacked in earnest.',
  references: ['ISO/IEC 29147'],
  features: ['dynamic-scan'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no dynamic scan of the running API in CI', scans(repository)),
        part(
          'no policy for reporting vulnerabilities (SECURITY.md)',
          sectionsAbout(repository, {
            heading: /report|disclos|vulnerabilit/i,
            in: /(?:^|\/)SECURITY\.md$/i,
            words: 15,
          }),
        ),
        part(
          'no plan and record of penetration tests',
          sectionsAbout(repository, {
            heading: /penetration|pentest|security test|keeping it so|vulnerabilit/i,
            says: [/\btest\b/i, /finding|record|each|every|before/i],
          }),
        ),
      ],
      // The scan is the test.
      tests: [],
      unseen: {
        because: 'no pipeline that is known here',
        command:
          'docker run --rm --network host ghcr.io/zaproxy/zaproxy:stable zap-api-scan.py -t "$BASE_URL/openapi.json" -f openapi',
      },
    }),
  remedy,
});
