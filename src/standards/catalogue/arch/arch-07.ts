import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const inPipeline = (repository: Repository, pattern: RegExp): Place[] =>
  ciCommands(repository)
    .filter(({ text }) => pattern.test(text))
    .map(({ place }) => place);

export default defineStandard({
  id: 'ARCH-07',
  title: 'Rules for code, tests and reviews, held by machines',
  why: 'A rule that only people hold is discussed in each review and broken in every second one.',
  references: [],
  features: ['github-actions'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no linter in the pipeline', inPipeline(repository, /\b(?:eslint|biome (?:ci|check|lint)|oxlint)\b/)),
        part(
          'no check of the format in the pipeline',
          inPipeline(repository, /\bprettier\b.*--check|\bbiome (?:ci|check|format)\b|\bdprint check\b/),
        ),
        part('no compiler in the pipeline', inPipeline(repository, /\b(?:tsc|vue-tsc|swc|nest build)\b/)),
        part(
          'no rules for tests in CONTRIBUTING.md',
          sectionsAbout(repository, { heading: /test/i, in: /contributing|standards|guidelines/i }),
        ),
        part(
          'no rules for reviews in CONTRIBUTING.md',
          sectionsAbout(repository, {
            heading: /review|pull request|change/i,
            in: /contributing|standards|guidelines/i,
          }),
        ),
        part(
          'no template for pull requests',
          repository
            .matching(/(?:^|\/)(?:pull_request_template\.md|merge_request_templates\/.+\.md)$/i)
            .map((path) => ({ path, line: 1 })),
        ),
      ],
      tests: [],
    }),
  remedy: () =>
    steps(
      'Run linter, formatter and compiler in the pipeline, so that nothing gets in past them.',
      'Write in CONTRIBUTING.md what a test and a review must see to, and repeat it in the template for pull requests.',
    ),
});
