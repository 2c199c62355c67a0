import { part, prove } from '../../evidence.ts';
import { inProgram, packageInProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'DB-16',
  title: 'Large loads and transformations by streaming, resumable',
  why: 'A hundred thousand rows must neither fill the memory nor start over when row 99,999 fails.',
  references: [],
  features: ['etl'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no import that streams into the database', [
          ...packageInProgram(repository, {
            from: /^(?:pg-copy-streams|pg-query-stream|csv-parse|stream-json|@fast-csv\/parse)$/,
          }),
          ...inProgram(repository, { kind: 'string', text: /\bcopy\b[\s\S]*\bfrom stdin\b/i }),
        ]),
        part(
          'no mark from which an interrupted load goes on',
          inProgram(repository, { kind: ['key', 'name', 'string'], text: /checkpoint|resumeFrom|last_?processed/i }),
        ),
      ],
      tests: [
        part(
          'no test that loads 100,000 rows, is interrupted and goes on',
          testsThat(repository, { says: [/resum|interrupt|checkpoint/i], file: [/100_?000/] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Add a command that reads its input as a stream, validates each row, and writes batches of 1,000 by COPY or one INSERT, each in a transaction together with a checkpoint.',
      'Let it go on after the checkpoint, report the rows that were refused, and keep within a stated memory.',
      'Test it with 100,000 rows and a process that is killed half-way.',
    ),
});
