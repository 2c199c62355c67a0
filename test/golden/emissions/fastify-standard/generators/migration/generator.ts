import type { PlopGeneratorConfig } from 'plop';
import { makeMigration } from '../../src/commands/make-migration.ts';
import { wordsAfter } from '../words.ts';

interface Answers {
  readonly name: string;
}

/** `plop migration add_price_to_products`: an empty migration with the next number. */
export const migrationGenerator: Partial<PlopGeneratorConfig> = {
  description: 'an empty migration: migration add_price_to_products',
  prompts: async (inquirer) => {
    const [name] = wordsAfter('migration');
    if (name !== undefined) return { name };
    const message = 'What does it do, such as add_price_to_products?';
    const answers = (await inquirer.prompt([{ type: 'input', name: 'name', message }])) as Answers; // plop types it as any
    return answers;
  },
  actions: [async (answers) => `Made ${await makeMigration('migrations', String(answers['name']))}`],
};
