import { part, prove } from '../../evidence.ts';
import { unlessChosen } from '../../facts/chosen.ts';
import { inProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const choice = {
  features: ['event-sourcing'],
  packages: /^(?:@eventstore\/db-client|@kurrent\/kurrentdb-client|@event-driven-io\/emmett(?:-.*)?|@nestjs\/cqrs)$/,
};

export default defineStandard({
  id: 'REL-06',
  title: 'Event sourcing: aggregates rebuilt from their events, projections, snapshots',
  why: 'Where history is the business, rows that are overwritten lose it.',
  references: [],
  features: choice.features,
  appliesTo: unlessChosen(choice, 'event sourcing was not chosen'),
  check: (repository) =>
    prove(repository, {
      parts: [
        part(
          'no stream that events are appended to',
          inProgram(repository, {
            kind: 'call',
            text: /(?:^|\.)append(?:ToStream|Events?|ToEventStore)$|(?:event|stream)\w*\.append$/i,
          }),
        ),
        part(
          'no aggregate that is rebuilt from events',
          inProgram(repository, {
            kind: ['call', 'name', 'key'],
            text: /rehydrat|evolve|replay|loadFromHistory|aggregateStream/i,
          }),
        ),
        part('no projection', inProgram(repository, { kind: ['name', 'call', 'new'], text: /projection|readModel/i })),
        part('no snapshot', inProgram(repository, { kind: ['name', 'call', 'key'], text: /snapshot/i })),
      ],
      tests: [
        part(
          'no test that an aggregate is rebuilt from its events',
          testsAbout(repository, { about: /rebuil|replay|projection|event/i }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Append events with the expected version of their stream; rebuild the aggregate by folding over them.',
      'Keep projections that can be dropped and rebuilt, and a snapshot every few hundred events.',
    ),
});
