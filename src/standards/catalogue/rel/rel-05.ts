import { part, prove } from '../../evidence.ts';
import { migrations } from '../../facts/migrations.ts';
import { inProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const tableNamed = (repository: Repository, name: RegExp): Place[] =>
  [...migrations(repository).schema.tables.values()].filter((table) => name.test(table.name)).map(({ place }) => place);

export default defineStandard({
  id: 'REL-05',
  title: 'Events: a transactional outbox, at-least-once delivery, an inbox, versioned schemas',
  why: 'A change that is saved but not announced, or announced but not saved, leaves two systems that disagree for ever.',
  references: [],
  features: ['events'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no outbox table', tableNamed(repository, /outbox/i)),
        part(
          'no relay that publishes what is in it',
          inProgram(repository, { kind: ['call', 'name'], text: /(?:^|\.)publish\w*$/i }),
        ),
        part(
          'no inbox table against messages that come twice',
          tableNamed(repository, /inbox|processed_(?:events|messages)/i),
        ),
      ],
      tests: [
        part('no test of the outbox', testsAbout(repository, { about: /outbox/i, using: [/publish|deliver|relay/i] })),
      ],
    }),
  remedy: () =>
    steps(
      'Add a table outbox (id, aggregate, type, version, payload, created_at, published_at), written in the transaction of the change.',
      'Run a relay that reads it with FOR UPDATE SKIP LOCKED, publishes, and marks what the broker has confirmed.',
      'Give consumers an inbox table with the event id as its key, written in the transaction of their work.',
      'Version each event schema, and check in CI that a new version only adds.',
    ),
});
