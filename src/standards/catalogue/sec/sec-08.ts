import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { allCode } from '../../facts/used.ts';
import { ciSteps } from '../../facts/workflows.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const configPath = /config|env/i;
const secretKey = /^(?:\w*(?:secret|password|passwd|api_?key|private_?key|access_?key|auth_?token))$/i;
const knownForm =
  /^(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36,}|xox[abp]-[\w-]{10,}|sk_live_\w{16,}|glpat-[\w-]{20,})$|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/;

const looksRandom = (text: string): boolean =>
  text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text) && !/[\s/<>{}]/.test(text);

/** Secrets that stand in the code. */
const writtenSecrets = (repository: Repository): Place[] => {
  const code = allCode(repository);
  const known = findUsed(repository, code, { kind: 'string', text: knownForm });
  const given = findUsed(repository, code, {
    kind: 'key',
    text: secretKey,
    where: ({ node }) =>
      node.type === 'ObjectProperty' && node.value.type === 'StringLiteral' && looksRandom(node.value.value),
  });
  return [...known, ...given].map(({ place }) => place);
};

const scanner = /\b(?:gitleaks|trufflehog|detect-secrets|ggshield|git-secrets|secretlint)\b/;

const secretScan = (repository: Repository): Place[] => [
  ...ciSteps(repository)
    .filter(({ uses }) => uses !== undefined && scanner.test(uses))
    .map(({ place }) => place),
  ...ciCommands(repository)
    .filter(({ text }) => scanner.test(text))
    .map(({ place }) => place),
];

const ignoresDotenv = (repository: Repository): Place[] => {
  const path = '.gitignore';
  const line = (repository.text(path) ?? '').split('\n').findIndex((text) => /^\/?\.env(?:\*|\.\*)?\/?\s*$/.test(text));
  return line === -1 ? [] : [{ path, line: line + 1 }];
};

export default defineStandard({
  id: 'SEC-08',
  title: 'Secrets come from outside, are checked at start, scanned for, and can be rotated',
  why: 'A secret in the code is everybody’s; a weak or missing one is noticed by an attacker first.',
  references: ['OWASP ASVS 5.0 V13.3', 'Twelve-Factor III', 'CWE-798'],
  features: ['github-actions'],
  check: (repository) => {
    const written = writtenSecrets(repository);
    if (written.length > 0) return unmet('There are secrets in the code.', written);
    return prove(repository, {
      parts: [
        part(
          'no check of the configuration at start',
          packageInServer(repository, {
            from: /^(?:zod|joi|envalid|ajv|env-schema|env-var|valibot|convict|@nestjs\/config|class-validator)$/,
          }).filter(({ path }) => configPath.test(path)),
        ),
        part('nothing that refuses a weak secret', [
          ...inServer(repository, { kind: ['pattern', 'string'], text: /placeholder|change.?me/i, in: configPath }),
          ...inServer(repository, { kind: 'key', text: /^(?:minLength|minEntropy)$/, in: configPath }),
        ]),
        part('nothing that keeps .env out of version control', ignoresDotenv(repository)),
        part('no scan for secrets in CI', secretScan(repository)),
        part(
          'no instruction for rotating a secret, with commands',
          sectionsAbout(repository, {
            heading: /\bkeys?\b|secret|rotat|credential/i,
            says: [
              /rotat/i,
              /`[^`]*(?:run|openssl|node|npx|docker|psql)[^`]*`|^(?:npm|openssl|node|npx|docker|psql)\b/im,
            ],
          }),
        ),
      ],
      tests: [
        part(
          'no test that the start refuses missing or weak secrets',
          testsThat(repository, {
            says: [/weak|require|missing|problem|throw/i],
            file: [/production/, /secret/i],
            in: /config|env|secret/i,
          }),
        ),
      ],
      unseen: { because: 'where the configuration is read cannot be seen', command: 'npx gitleaks git .' },
    });
  },
  remedy: () =>
    steps(
      'Read secrets from the environment or from mounted files (NAME_FILE) in one place; in production refuse to start when one is missing, short, repetitive or a placeholder.',
      'Add a step with gitleaks over the whole history to CI.',
      'Write docs/runbooks/rotate-secrets.md: for each secret who issues it, the commands in their order, and how to see that the old one is dead.',
    ),
});
