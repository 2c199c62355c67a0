import { part, prove } from '../../evidence.ts';
import { ciCommands, type CiCommand } from '../../facts/ci-commands.ts';
import { migrations } from '../../facts/migrations.ts';
import type { Table } from '../../facts/schema.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unknown, unmet } from '../../verdicts.ts';

const back = /\b(?:rollback|roll-back|down|revert|undo)\b/i;
const there = /\bmigrat\w*|\b(?:up|latest)\b/i;

const isWayBack = ({ text }: CiCommand): boolean =>
  back.test(text) && /migrat|db[:.]|knex|typeorm|rollback/i.test(text) && !text.includes('compose');
const isWayThere = ({ text }: CiCommand): boolean => there.test(text) && !back.test(text) && !text.includes('compose');

/** The steps of CI that go back, between one that goes there and another one. */
const roundTrips = (repository: Repository): Place[] => {
  const commands = ciCommands(repository);
  return commands
    .filter((command, index) => {
      if (!isWayBack(command)) return false;
      const ofJob = (other: CiCommand): boolean => other.step.job === command.step.job && isWayThere(other);
      return commands.slice(0, index).some(ofJob) && commands.slice(index + 1).some(ofJob);
    })
    .map(({ place }) => place);
};

/** Tables of migrations of ours that say nothing of them in `down`; those of others may drop them by any name. */
const leftBehind = (repository: Repository): Table[] => {
  const { all, schema } = migrations(repository);
  if (repository.choices === undefined) return [];
  return [...schema.tables.values()].filter(({ name, place }) => {
    const down = all.find(({ path }) => path === place.path)?.down;
    if (down === undefined) return false;
    const back = (repository.text(down.path) ?? '').split('\n').slice((down.line ?? 1) - 1);
    return !new RegExp(String.raw`\b${name}\b`).test(back.join('\n'));
  });
};

export default defineStandard({
  id: 'DB-04',
  title: 'Reversible migrations',
  why: 'A release that goes wrong can only be taken back when its change of the schema can be.',
  references: [],
  features: ['postgres'],
  check: (repository) => {
    const { all } = migrations(repository);
    if (all.length === 0) {
      return repository.choices === undefined
        ? unknown('no folder of migrations is known here', 'git ls-files "*migrat*"')
        : unmet('There is no migration.');
    }
    const oneWay = all.filter(({ down }) => down === undefined);
    if (oneWay.length > 0) {
      return unmet(
        'There are migrations without a way back (`down`).',
        oneWay.map(({ path }) => ({ path })),
      );
    }
    const left = leftBehind(repository);
    if (left.length > 0) {
      const names = left.map(({ name }) => name).join(', ');
      return unmet(
        `There are tables that the way back does not drop: ${names}.`,
        left.map(({ place }) => place),
      );
    }
    return prove(repository, {
      parts: [
        part('no way back', all.flatMap(({ down }) => down ?? []).slice(-2)),
        part('no step of CI that migrates up, down and up again', roundTrips(repository)),
      ],
      tests: [
        part(
          'no test that goes up, down and up again and compares the schema',
          testsThat(repository, {
            says: [/roll_?back|migrate_?down|revert|undo|\bdown\b/i, /migrat|latest/i, /schema|snapshot|tables?/i],
          }),
        ),
      ],
    });
  },
  remedy: () =>
    steps(
      'Write a `down` for each migration that takes back exactly what its `up` did.',
      'Add a test: snapshot the schema, migrate up, down and up, and compare.',
      'Add a step to CI on an empty database: npm run db:migrate && npm run db:rollback -- --all && npm run db:migrate',
    ),
});
