import { expect, it } from 'vitest';
import type { Table } from '../../facts/schema.ts';
import type { Repository } from '../../repository/repository.ts';
import { repositoryOf } from '../../repository/memory-repository.ts';
import { tablesOfModule } from './tables.ts';

const names = Array.from({ length: 30 }, (_, index) => `thing_${String(index)}`);

const repository = repositoryOf(
  new Map(names.map((name) => [`src/modules/${name}/table.ts`, `interface Database {\n  ${name}: Row;\n}\n`])),
);

it('reads each file once, however many modules and tables there are', () => {
  let reads = 0;
  const counted: Repository = {
    ...repository,
    files: repository.files,
    text: (path) => {
      reads += 1;
      return repository.text(path);
    },
  };
  // Only the name of a table is looked at.
  const tables = names.map((name) => ({ table: { name } as Table, indexes: [] }));
  for (const name of names) {
    const module = { name, folder: `src/modules/${name}` };
    expect(tablesOfModule(counted, module, tables).map(({ table }) => table.name)).toEqual([name]);
  }
  expect(reads).toBe(names.length);
});
