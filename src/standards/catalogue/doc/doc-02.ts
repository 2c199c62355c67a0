import { part, prove } from '../../evidence.ts';
import { ciCommands } from '../../facts/ci-commands.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { page } from './architecture-pages.ts';

const documents: readonly (readonly [subject: string, name: RegExp])[] = [
  ['database schema', /database-?schema|\/schema/i],
  ['API architecture', /api-?architecture|api-?design/i],
  ['microservices design', /micro-?services?|service-?design/i],
  ['caching strategy', /caching|cache/i],
  ['auth system', /auth(?:entication)?-?(?:system|design)?\.md/i],
  ['API security', /api-?security|security-?(?:design|architecture)/i],
  ['data modelling', /data-?model/i],
  ['migration strategy', /migration/i],
  ['performance optimization', /performance/i],
  ['scaling strategy', /scaling|scalab/i],
];

export default defineStandard({
  id: 'DOC-02',
  title: 'Ten design documents that are true',
  why: 'New people need a week less, and the pages that are generated never lie to them.',
  references: [],
  features: ['architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        ...documents.map(([subject, name]) => part(`no page on the ${subject}`, page(repository, name))),
        part(
          'no step of the pipeline that holds them against the sources',
          ciCommands(repository)
            .filter(({ text }) => /docs:architecture\b.*--check|docs?:check\b|check[:-]docs?\b/.test(text))
            .map(({ place }) => place),
        ),
      ],
      tests: [],
    }),
  remedy: () =>
    steps(
      `Write a page in \`docs/architecture/\` on each of: ${documents.map(([subject]) => subject).join(', ')}; better, generate them from the migrations and routes.`,
      'Fail the pipeline when a page is stale.',
    ),
});
