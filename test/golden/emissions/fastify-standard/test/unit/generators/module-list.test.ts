import { describe, expect, it } from 'vitest';
import { addModule } from '../../../generators/resource/module-list.ts';

const add = (text: string) => addModule(text, 'invoicesModule', '../modules/invoices/http/module.ts');
const line = "import { invoicesModule } from '../modules/invoices/http/module.ts';";

describe('the list of modules', () => {
  it('gets an import and an element, and is otherwise left as it is', () => {
    const before =
      "import { a } from './a.ts';\n\n// ours\nexport const modules: readonly M[] = [\n  a, // first\n];\n";
    const after = `import { a } from './a.ts';\n${line}\n\n// ours\nexport const modules: readonly M[] = [\n  a,\n  invoicesModule, // first\n];\n`;
    expect(add(before)).toEqual({ result: 'edited', text: after });
  });

  it('may be empty', () => {
    const before = "import type { M } from './m.ts';\nexport const modules: M[] = [];\n";
    const after = `import type { M } from './m.ts';\n${line}\nexport const modules: M[] = [\n  invoicesModule,\n];\n`;
    expect(add(before)).toEqual({ result: 'edited', text: after });
  });

  it('is edited once', () => {
    const edit = add("import { a } from './a.ts';\nexport const modules = [a];\n");
    expect(edit.result === 'edited' && add(edit.text)).toEqual({ result: 'already there' });
  });

  it.each([
    "import { a } from './a.ts';\nexport const modules = list(a);\n",
    'export const modules = [];\n',
    "import { a } from './a.ts';\nexport const others = [a];\n",
  ])('is left alone when it looks different: %j', (text) => {
    const edit = add(text);
    expect(edit).toMatchObject({ result: 'cannot edit' });
    expect(JSON.stringify(edit)).toContain('invoicesModule');
  });
});
