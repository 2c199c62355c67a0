import { part, prove } from '../../evidence.ts';
import { sectionsAbout } from '../../facts/markdown.ts';
import { programTexts } from '../../facts/program-texts.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const dump = /\b(?:pg_dump(?:all)?|pg_basebackup|pgbackrest|wal-g|mysqldump|mongodump|\.backup\b|VACUUM INTO)/;
const restore =
  /\b(?:pg_restore|mongorestore|pgbackrest\b.*\brestore|wal-g\b.*\bfetch|\.restore\b)|\bpsql\b.*(?:--file|-f|<)|\bmysql\b.*</;

export default defineStandard({
  id: 'DB-11',
  title: 'Backup, restore, and a drill that compares',
  why: 'A backup that was never restored is a hope; the drill turns it into a fact.',
  references: [],
  features: ['backup'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no script that makes a backup', programTexts(repository, dump)),
        part('no script that restores one', programTexts(repository, restore)),
        part(
          'no runbook for restoring, with commands',
          sectionsAbout(repository, {
            heading: /back-?up|restor|recover/i,
            in: /runbook|docs|readme|operations/i,
            says: [dump],
          }),
        ),
      ],
      tests: [
        part(
          'no drill that restores a backup and compares',
          testsThat(repository, { says: [/restor/i], file: [/back-?up|dump/i] }),
        ),
      ],
      unseen: {
        because: 'backups may be made by whoever runs the database',
        command: 'ask the provider of the database for the age of the last backup',
      },
    }),
  remedy: () =>
    steps(
      'Add scripts/backup.sh: pg_dump --format custom --file "$1" "$DATABASE_MIGRATION_URL", and scripts/restore.sh: pg_restore --exit-on-error --dbname "$2" "$1".',
      'Add a test that seeds, makes a backup, restores it into an empty database and compares the rows of every table.',
      'Write docs/runbooks/restore.md: when, who, the two commands, how to check the result, how long it took in the last drill.',
    ),
});
