import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateResource } from '../../../generators/resource/generate.ts';

const moduleList = 'src/app/modules.ts';
const emptyList =
  "import type { HttpModule } from './module.ts';\n\nexport const modules: readonly HttpModule[] = [];\n";
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

  it.each([
    [['label:string:optional', 'on:boolean:default=true'], false],
    [['label:string', 'on:boolean:default=true'], true],
  ])('with %j expects a refusal of nothing at all: %s', async (members, isRefused) => {
    await generateResource(root, 'Gadget', members);
    expect(read('test/e2e/modules/gadgets-changes.test.ts').includes('{ json: {}, version: 2 }')).toBe(isRefused);
  });

  it.each(['Product', 'ProductInput'])('is no %s, when the OpenAPI document has a ProductInput', async (name) => {
    const other = 'src/modules/wares/http/wares-schemas.ts';
    put(other, "export const body = z.object({}).meta({ id: 'ProductInput' });\n");
    const problem = `The schema "ProductInput" is in ${other} already`;
    await expect(generateResource(root, name, ['title:string'])).rejects.toThrow(problem);
  });

  const putWares = (): void => {
    put('src/modules/wares/index.ts', '');
    put('test/support/fixtures/wares.ts', '');
    put('src/modules/wares/domain/ware.ts', 'export interface Ware {\n  readonly userId: string;\n}\n');
  };

  it('says what to make instead of a many-to-many relation that lacks its files', async () => {
    putWares();
    const generated = generateResource(root, 'Box', ['owned', 'title:string', 'wares:many-to-many:Ware']);
    await expect(generated).rejects.toThrow('there is no src/platform/links.ts');
    await expect(generated).rejects.toThrow('Make the table between the two a resource of its own');
  });

  it('lists what it is linked to for those alone who may read that', async () => {
    putWares();
    for (const file of ['src/platform/links.ts', 'src/platform/database/link-table.ts']) put(file, '');
    put('src/modules/wares/application/ware-service.ts', 'getMany()');
    put('src/modules/wares/http/wares-operations.ts', "access: permission('wares:read')");
    await generateResource(root, 'Box', ['owned', 'title:string', 'wares:many-to-many:Ware']);
    expect(read('src/modules/boxes/http/box-link-operations.ts')).toMatch(/access: permission\(['"]wares:read['"]\)/);
  });

  it('brings what a reference to rows of users stands on, and leaves it alone from then on', async () => {
    const shared = 'src/platform/database/owned-references.ts';
    putWares();
    await generateResource(root, 'Box', ['owned', 'ware:many-to-one:Ware']);
    expect(read(shared)).toContain('export const lockOwned');
    put(shared, '// Changed by hand.\n');
    const { made, changed } = await generateResource(root, 'Crate', ['owned', 'ware:many-to-one:Ware']);
    expect(made).not.toContain(shared);
    expect(changed).toEqual([moduleList]);
    expect(read(shared)).toBe('// Changed by hand.\n');
  });
});
