import { part, prove } from '../../evidence.ts';
import { packageScripts } from '../../facts/package-manifest.ts';
import { inProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';

const seedPath = /seed|sample|fixture/i;

export default defineStandard({
  id: 'DB-05',
  title: 'Seeds that can be repeated, are always the same, and spare production',
  why: 'Everybody develops and tests on the same rows, and known passwords never reach production.',
  references: ['Twelve-Factor XII'],
  features: ['resources'],
  check: (repository) => {
    const chance = inProgram(repository, { kind: 'call', text: /^Math\.random$|^faker\./, in: seedPath });
    if (chance.length > 0) return unmet('The seeds are left to chance: they are different each time.', chance);
    const scripts = [...packageScripts(repository)]
      .filter(([name]) => /seed/i.test(name))
      .map(([, { place }]) => place);
    const again = [
      ...inProgram(repository, {
        kind: 'call',
        text: /\.(?:onConflict|doNothing|orIgnore|upsert|onDuplicateKeyUpdate)$/,
        in: /seed|insert|row/i,
      }),
      ...inProgram(repository, {
        kind: 'string',
        text: /on conflict|insert ignore|on duplicate key/i,
        in: /seed|insert|row/i,
      }),
      ...inProgram(repository, { kind: 'key', text: 'skipDuplicates', in: seedPath }),
    ];
    return prove(repository, {
      parts: [
        part('no script that seeds', scripts),
        part('nothing that lets the seeds be run twice (on conflict do nothing, upsert)', again),
        part(
          'nothing that keeps the seeds out of production',
          inProgram(repository, { kind: 'string', text: 'production', in: seedPath }),
        ),
      ],
      tests: [
        part(
          'no test that the seeds refuse production',
          testsThat(repository, { says: [/seed/i], file: [/production/], title: /production/i }),
        ),
      ],
      unseen: { because: 'no script of package.json seeds', command: 'npm run' },
    });
  },
  remedy: () =>
    steps(
      'Add a script db:seed that writes fixed rows with fixed ids, each insert with ON CONFLICT DO NOTHING.',
      'Let it refuse when NODE_ENV is production unless --force is given, and test that.',
    ),
});
