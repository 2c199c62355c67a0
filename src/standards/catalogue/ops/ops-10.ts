import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { packageScripts } from '../../facts/package-manifest.ts';
import { ciSteps } from '../../facts/workflows.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const running = (repository: Repository, text: RegExp): Place[] =>
  ciCommands(repository)
    .filter((command) => text.test(command.text))
    .map(({ place }) => place);

const using = (repository: Repository, action: RegExp): Place[] =>
  ciSteps(repository)
    .filter(({ uses }) => action.test(uses ?? ''))
    .map(({ place }) => place);

const onDatabase = (repository: Repository): Place[] =>
  ciSteps(repository)
    .filter(({ services }) => services.some((image) => /postgres|mysql|mariadb|mongo/.test(image)))
    .map(({ servicesAt }) => servicesAt);

/** A compiler that only checks, where there is a script for it: one that builds leaves the tests out. */
const typeCheck = (repository: Repository): RegExp =>
  [...packageScripts(repository).values()].some(({ command }) => /^tsc\b.*--noEmit/.test(command))
    ? /^(?:npx )?tsc\b.*--noEmit/
    : /^(?:npx )?tsc\b/;

export default defineStandard({
  id: 'OPS-10',
  title: 'A pipeline holds every change: lint, types, all tests on the real database, migrations, audit, image',
  why: 'What is checked by hand is checked until the first hurry.',
  references: ['OWASP CICD-SEC-1'],
  features: ['github-actions', 'gitlab-ci'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no lint in the pipeline', running(repository, /^(?:npx )?(?:eslint|biome|oxlint|standard|xo)\b/)),
        ...(repository.matching(/(?:^|\/)tsconfig[\w.]*\.json$/).length > 0
          ? [part('no type check', running(repository, typeCheck(repository)))]
          : []),
        part('no unit tests', running(repository, /\bunit\b|^(?:npx )?(?:vitest run|jest|mocha|node --test)\s*$/)),
        part('no integration tests', running(repository, /\b(?:tests?|vitest|jest|mocha)\b.*\bintegration\b/)),
        part('no server of the database beside the tests', onDatabase(repository)),
        part(
          'no end-to-end tests',
          running(
            repository,
            /\b(?:tests?|vitest|jest|mocha)\b.*\be2e\b|end-to-end|^(?:npx )?(?:playwright|cypress)\b/,
          ),
        ),
        part('no migration up and down', running(repository, /rollback|migrate.*down|migration:revert|migrate:undo/)),
        part('no audit of dependencies', running(repository, /\baudit\b/)),
        part('no build of the image', [
          ...using(repository, /^docker\/(?:build-push-action|bake-action)@/),
          ...running(repository, /^(?:docker (?:buildx )?build|docker compose build|buildah|kaniko)\b/),
        ]),
      ],
      // The pipeline is the test.
      tests: [],
      unseen: {
        because: 'no pipeline of GitHub Actions or GitLab CI is kept here',
        command: 'git log -1 --format=%H -- .github .gitlab-ci.yml',
      },
    }),
  remedy: () =>
    steps(
      'Add the missing steps to .github/workflows/ci.yml, each as the script that people run on their own machines.',
      'Start the database that production has as a service of the job.',
      'Let the branch rules demand that they pass.',
    ),
});
