import { foremost, part, prove } from '../../evidence.ts';
import { documentSections, sectionsAbout } from '../../facts/markdown.ts';
import { packageInProgram } from '../../facts/search.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const drivers =
  /^(?:pg|postgres|mysql2?(?:\/promise)?|better-sqlite3|sqlite3|node:sqlite|mongodb|mongoose|@prisma\/client|typeorm|knex|sequelize|drizzle-orm.*|@aws-sdk\/client-dynamodb|@nestjs\/(?:typeorm|mongoose|sequelize))$/;
const engine = /\b(?:PostgreSQL|Postgres|MySQL|MariaDB|SQLite|MongoDB|DynamoDB)\b/i;
const record = /(?:^|\/)(?:adrs?|decisions?|architecture[-_]decisions?)\//i;
const title = /\bdatabase\b|\bengine\b|PostgreSQL|Postgres|MySQL|MariaDB|SQLite|MongoDB|DynamoDB/i;

export default defineStandard({
  id: 'DB-01',
  title: 'The database engine is chosen, with the reason on record',
  why: 'An engine that does not fit how the data is read and written is the most expensive thing to change later.',
  references: [],
  features: ['decisions'],
  check: (repository) => {
    const recorded = sectionsAbout(repository, { heading: title, in: record, says: [/\S/], words: 12 });
    const named = new Set(
      documentSections(repository)
        .filter(({ heading, prose }) => engine.test(`${heading} ${prose}`))
        .map(({ place }) => place.path),
    );
    return prove(repository, {
      parts: [
        part(
          'no driver of a database that the program uses',
          foremost(packageInProgram(repository, { from: drivers }), /pool|client|data-?source/i),
        ),
        part(
          'no decision record (docs/adr) that names the engine and the reason for it',
          recorded.filter(({ path }) => named.has(path)),
        ),
      ],
      // What a document says can be shown by no test.
      tests: [],
      unseen: { because: 'no driver of a database is used that is known here', command: 'npm ls --depth 0' },
    });
  },
  remedy: () =>
    steps(
      'Write docs/adr/0002-database.md: the data and its access patterns (relations, transactions, documents, size, growth), the engines that were compared, the choice, and what would change it.',
      'Link it from the README.',
    ),
});
