import { part, prove } from '../../evidence.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'DB-09',
  title: 'A plan for replication and sharding, with sizes',
  why: 'When one server is too small there is no time left to find out by which key the data can be split.',
  references: [],
  features: ['architecture-docs'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no document that plans the sharding, with numbers',
          sectionsAbout(repository, { heading: /shard|partition/i, says: [/\d/], words: 25 }),
        ),
        part(
          'no document that plans the replication',
          sectionsAbout(repository, { heading: /replica|shard|scal/i, says: [/replica/i], words: 15 }),
        ),
      ],
      // A plan on paper; no test can show it.
      tests: [],
    }),
  remedy: () =>
    steps(
      'Write docs/architecture/scaling-strategy.md: rows and bytes of each table today and at ten and a hundred times the load, from the model.',
      'Say up to which size one server does, when replicas come in and what may be read from them, by which key tables would be split, and what crosses the shards then.',
    ),
});
