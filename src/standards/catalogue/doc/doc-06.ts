import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { joinUrl } from '../../facts/mounts.ts';
import { operations } from '../../facts/operations.ts';
import { recordOf, textOf } from '../../facts/values.ts';
import { yamlDocument } from '../../facts/yaml-document.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Verdict } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const differs = /\b(?:oasdiff|openapi-diff|openapi-changes|optic diff|swagger-diff|openapi:diff|api:diff)\b/;

const documentPath = (repository: Repository): string | undefined =>
  repository
    .matching(/^(?!node_modules\/|test).*(?:openapi|swagger)[\w.-]*\.(?:json|ya?ml)$/i)
    .find((path) => (textOf(recordOf(yamlDocument(repository, path)?.value).openapi) ?? '').startsWith('3.'));

/** An operation that the document does not have, as it was written before the operation was. */
const missing = (repository: Repository, path: string): string | undefined => {
  const paths = recordOf(recordOf(yamlDocument(repository, path)?.value).paths);
  const lost = operations(repository).find(
    (one) => recordOf(paths[joinUrl(one.path)])[one.method.toLowerCase()] === undefined,
  );
  return lost === undefined ? undefined : `${lost.method} ${lost.path}`;
};

const check = (repository: Repository): Verdict => {
  const path = documentPath(repository);
  const lost = path === undefined ? undefined : missing(repository, path);
  if (path !== undefined && lost !== undefined)
    return unmet(`${path} is stale: it has no ${lost}.`, [{ path, line: 1 }]);
  return prove(repository, {
    parts: [
      part('no OpenAPI document that is checked in', path === undefined ? [] : [{ path, line: 1 }]),
      part(
        'no step of the pipeline that finds breaking changes',
        ciCommands(repository)
          .filter(({ text }) => differs.test(text))
          .map(({ place }) => place),
      ),
    ],
    tests: [],
  });
};

export default defineStandard({
  id: 'DOC-06',
  title: 'The OpenAPI document is checked in, and breaking changes are found',
  why: 'A field that disappears breaks clients that nobody can redeploy.',
  references: ['OpenAPI 3.1', 'OWASP API9:2023'],
  features: ['api-docs'],
  check,
  remedy: (repository) =>
    steps(
      repository.choices === undefined
        ? 'Write the document into the repository: `openapi.json`.'
        : 'Run `npm run openapi` and commit `openapi.json`.',
      'Compare it in the pipeline with that of the target branch, and fail on a change that breaks clients.',
    ),
});
