import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { listOf, recordOf, textOf } from '../../facts/values.ts';
import { ciSteps } from '../../facts/workflows.ts';
import { yamlDocument } from '../../facts/yaml-document.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { programTexts } from '../../facts/program-texts.ts';

const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];
const frozenInstall =
  /^npm (?:ci|clean-install)\b|^(?:pnpm|yarn|bun) install\b.*--(?:frozen-lockfile|immutable)|^pnpm (?:ci|i)\b.*--frozen-lockfile/;
const audits = /\b(?:npm|pnpm|yarn|bun)\s+(?:npm\s+)?audit\b|osv-scanner|snyk test|audit-ci/;

const stepsWith = (repository: Repository, pattern: RegExp): Place[] => [
  ...ciSteps(repository)
    .filter(({ uses }) => uses !== undefined && pattern.test(uses))
    .map(({ place }) => place),
  ...ciCommands(repository)
    .filter(({ text }) => pattern.test(text))
    .map(({ place }) => place),
];

/** The first install writes it. */
const lock = (repository: Repository): Place[] =>
  lockFiles.filter((path) => repository.has(path)).map((path) => ({ path }));

/** A script that CI runs and that asks the package manager for an audit. */
const audit = (repository: Repository): Place[] => {
  const run = ciCommands(repository);
  const direct = run.filter(({ text }) => audits.test(text) && !text.endsWith('run audit')).map(({ place }) => place);
  const scripted = run.filter(({ text }) => /\baudit\.[cm]?[jt]s\b/.test(text)).map(({ place }) => place);
  return [...direct, ...(programTexts(repository, /^(?:audit|--audit-level=\w+)$/).length > 0 ? scripted : [])];
};

const updates = (repository: Repository): Place[] => [
  ...['.github/dependabot.yml', '.github/dependabot.yaml'].flatMap((path) => {
    const document = yamlDocument(repository, path);
    const list = listOf(recordOf(document?.value).updates);
    const at = list.findIndex((one) => textOf(recordOf(one)['package-ecosystem']) === 'npm');
    return document === undefined || at === -1 ? [] : [document.at('updates', at)];
  }),
  ...repository.matching(/^(?:\.github\/)?(?:renovate\.json5?|\.renovaterc(?:\.json)?)$/).map((path) => ({ path })),
];

export default defineStandard({
  id: 'SEC-14',
  title: 'Supply chain: locked, audited, listed, pinned, updated and scanned',
  why: 'Most of the code that runs was written by others; a change of theirs must not arrive unseen.',
  references: ['OWASP ASVS 5.0 V15.1', 'OWASP ASVS 5.0 V15.2', 'SLSA'],
  features: ['github-actions', 'docker'],
  check: (repository) => {
    const loose = ciSteps(repository).filter(
      ({ uses }) =>
        uses !== undefined && !uses.startsWith('./') && !/@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/.test(uses),
    );
    if (loose.length > 0)
      return unmet(
        'There are actions that are not pinned to a commit.',
        loose.map(({ place }) => place),
      );
    return prove(repository, {
      parts: [
        part('no lock file', lock(repository)),
        part(
          'no install in CI that keeps to the lock file',
          ciCommands(repository)
            .filter(({ text }) => frozenInstall.test(text))
            .map(({ place }) => place),
        ),
        part('no audit of the dependencies in CI', audit(repository)),
        part('no list of what is in the image (SBOM) in CI', stepsWith(repository, /sbom|cyclonedx|\bsyft\b/i)),
        part('nothing that proposes updates of dependencies', updates(repository)),
        part('no scan of the image in CI', stepsWith(repository, /trivy|grype|docker scout|clair|snyk container/i)),
        part('no scan of the code in CI', stepsWith(repository, /codeql-action\/analyze|semgrep|njsscan|sonar/i)),
      ],
      tests: [
        part(
          'no test that the actions are pinned',
          testsThat(repository, { says: [/40|[0-9a-f]{40}|sha/i], file: [/workflows/], title: /pin/i }),
        ),
      ],
      unseen: { because: 'no pipeline that is known here', command: 'npm audit' },
    });
  },
  remedy: () =>
    steps(
      'Run the install, which writes the lock file, and commit it; install by npm ci, and run npm audit --audit-level=high in CI.',
      'Pin each action to a commit, with its version in a comment; let Dependabot raise them and the packages weekly.',
      'Scan the image (Trivy) and the code (CodeQL), and keep an SBOM (CycloneDX) with each build.',
    ),
});
