import type { PlopGeneratorConfig } from 'plop';
import { canAsk, exitCodes, refuse } from '../refusal.ts';
import { wordsAfter } from '../words.ts';
import { MissingPartError } from './existing.ts';
import { FieldSyntaxError } from './field-syntax.ts';
import { generateResource, ResourceError, type Generated } from './generate.ts';
import { FileExistsError } from './write.ts';

const usage = `a resource with module, migration, routes and tests:
    resource Invoice number:string:unique total:money:min=0
    resource Payment amount:money:min=0 invoice:many-to-one:Invoice    relates to one that is there
    resource Tag name:string:unique invoices:many-to-many:Invoice      is linked to many of them
    resource Note owned text:text:searchable        rows belong to the user who made them`;

const generate = async (name: string, members: readonly string[]): Promise<Generated> => {
  try {
    return await generateResource(process.cwd(), name, members);
  } catch (error) {
    if (error instanceof FileExistsError) return refuse(exitCodes.inTheWay, error.message);
    if (error instanceof FieldSyntaxError || error instanceof ResourceError || error instanceof MissingPartError) {
      return refuse(exitCodes.wrongWords, error.message);
    }
    throw error;
  }
};

/** `plop resource <Name> [owned] [public] <member…>` */
export const resourceGenerator: Partial<PlopGeneratorConfig> = {
  description: usage,
  prompts: async (inquirer) => {
    const [name, ...members] = wordsAfter('resource');
    if (name !== undefined) return { name, members };
    if (!canAsk()) return refuse(exitCodes.wrongWords, 'The name and the members are missing: Invoice number:string.');
    const answers = (await inquirer.prompt([
      { type: 'input', name: 'name', message: 'Its name, in the singular and PascalCase, such as Invoice?' },
      { type: 'input', name: 'members', message: 'Its members, such as number:string:unique total:money?' },
    ])) as { readonly name: string; readonly members: string }; // plop types it as any
    return { name: answers.name, members: answers.members.split(/\s+/).filter((member) => member !== '') };
  },
  actions: [
    async (answers) => {
      const { name, members } = answers as { readonly name: string; readonly members: readonly string[] }; // as above
      const { made, changed, notes } = await generate(name, members);
      const lines = [...made.map((path) => `  made ${path}`), ...changed.map((path) => `  changed ${path}`), ...notes];
      return [name, ...lines].join('\n');
    },
  ],
};
