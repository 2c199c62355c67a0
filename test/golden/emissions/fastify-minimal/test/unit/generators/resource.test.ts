import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateResource } from '../../../generators/resource/generate.ts';

const moduleList = 'src/app/modules.ts';
const emptyList =
  "import type { HttpModule } from './module.ts';\n\nexport const modules: readonly HttpModule[] = [];\n";
/** What the files of wares get when another resource is linked to them. */
const readByIds = [
  ['src/modules/wares/application/ware-repository.ts', 'findByIds'],
  ['src/modules/wares/application/ware-service.ts', 'async getMany'],
  ['src/modules/wares/persistence/ware-kysely-repository.ts', 'async findByIds'],
] as const;
let root: string;

const put = (path: string, content: string): void => {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resource-'));
  put('package.json', '{}');
  put('migrations/0100_first.ts', '');
  put(moduleList, emptyList);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('a generated resource', () => {
  it.each(['CourseModule', 'Module'])(
    '%s is served by its module, although other files export a …Module',
    async (name) => {
      await generateResource(root, name, ['title:string']);
      const [, imported, from] = /^import \{ (\w+) \} from ['"](\S+)['"];$/m.exec(read(moduleList)) ?? [];
      expect(imported?.toLowerCase()).toBe(`${name}sModule`.toLowerCase());
      expect(from).toMatch(/\bmodule\.ts$/);
    },
  );

  it.each(['Product', 'ProductInput'])('is no %s, when the OpenAPI document has a ProductInput', async (name) => {
    const other = 'src/modules/wares/http/wares-schemas.ts';
    put(other, "export const body = z.object({}).meta({ id: 'ProductInput' });\n");
    const problem = `The schema "ProductInput" is in ${other} already`;
    await expect(generateResource(root, name, ['title:string'])).rejects.toThrow(problem);
  });

  it.each([
    ['sql`create table product_parts (id uuid)`', 'The table "product_parts"'],
    ["db.schema.createTable('product_parts')", 'The table "product_parts"'],
  ])('is no ProductPart, when %s makes a table of that name', async (statement, problem) => {
    put('migrations/1000_create_products.ts', statement);
    const refusal = `${problem} is in migrations/1000_create_products.ts already`;
    await expect(generateResource(root, 'ProductPart', ['title:string'])).rejects.toThrow(refusal);
  });

  it('has no operation that another one has', async () => {
    const other = 'src/modules/wares/http/wares-operations.ts';
    put(other, "export const listBoxes = defineOperation({\n  id: 'listBoxes',\n});\n");
    const problem = `The operation "listBoxes" is in ${other} already`;
    await expect(generateResource(root, 'Box', ['title:string'])).rejects.toThrow(problem);
  });

  it.each([['related:many-to-many:Box'], ['count:integer:readOnly:default=0']])(
    'has something that a request can give, which %s is not',
    async (member) => {
      await expect(generateResource(root, 'Box', [member])).rejects.toThrow(/needs a field|have nothing to give/);
    },
  );

  it('is linked to itself, or to another, whose rows can be read by their ids from then on', async () => {
    const itself = await generateResource(root, 'Topic', ['title:string', 'related:many-to-many:Topic']);
    expect(itself.changed).toEqual([moduleList]);
    await generateResource(root, 'Ware', ['title:string']);
    const { changed } = await generateResource(root, 'Box', ['title:string', 'wares:many-to-many:Ware']);
    expect(changed).toEqual([moduleList, ...readByIds.map(([path]) => path)]);
    for (const [path, member] of readByIds) expect(read(path)).toContain(`  ${member}(ids: readonly string[])`);
    const next = await generateResource(root, 'Crate', ['title:string', 'wares:many-to-many:Ware']);
    expect(next.changed).toEqual([moduleList]);
  });

  it('reads what it is linked to with its parts', async () => {
    await generateResource(root, 'Ware', ['title:string']);
    put('src/modules/wares/persistence/ware-parts.ts', 'export const readPieces = () => new Map();\n');
    await generateResource(root, 'Box', ['title:string', 'wares:many-to-many:Ware']);
    expect(read('src/modules/wares/persistence/ware-kysely-repository.ts')).toContain('return this.#whole(rows);');
  });

  it('says what to add to what it is linked to, where that looks different', async () => {
    await generateResource(root, 'Ware', ['title:string']);
    for (const [path] of readByIds) put(path, '// Written by hand.\n');
    const { changed, notes } = await generateResource(root, 'Box', ['title:string', 'wares:many-to-many:Ware']);
    expect(changed).toEqual([moduleList]);
    for (const [index, [path, member]] of readByIds.entries()) {
      expect(notes[index]).toContain(`Add this to ${path}, which could not be read:\n`);
      expect(notes[index]).toContain(`${member}(ids: readonly string[])`);
    }
  });

  it('brings what links stand on, and leaves it alone from then on', async () => {
    await generateResource(root, 'Topic', ['title:string', 'related:many-to-many:Topic']);
    const shared = ['platform/database/link-table.ts', 'platform/http/link-page-request.ts', 'platform/links.ts'];
    const paths = shared.map((path) => `src/${path}`);
    for (const path of paths) {
      expect(read(path)).toMatch(/^import /);
      put(path, '// Changed by hand.\n');
    }
    await generateResource(root, 'Theme', ['title:string', 'related:many-to-many:Theme']);
    expect(paths.map(read)).toEqual(paths.map(() => '// Changed by hand.\n'));
  });
});
