import type { PlopGeneratorConfig } from 'plop';
import { makeMigration, MigrationNameError } from '../../src/commands/make-migration.ts';
import { canAsk, exitCodes, refuse } from '../refusal.ts';
import { wordsAfter } from '../words.ts';

interface Answers {
  readonly name: string;
}

const generate = async (name: string): Promise<string> => {
  try {
    return await makeMigration('migrations', name);
  } catch (error) {
    if (error instanceof MigrationNameError) return refuse(exitCodes.wrongWords, error.message);
    throw error;
  }
};

/** `plop migration add_price_to_products`: an empty migration with the next number. */
export const migrationGenerator: Partial<PlopGeneratorConfig> = {
  description: 'an empty migration: migration add_price_to_products',
  prompts: async (inquirer) => {
    const [name] = wordsAfter('migration');
    if (name !== undefined) return { name };
    if (!canAsk()) return refuse(exitCodes.wrongWords, 'The name is missing, such as add_price_to_products.');
    const message = 'What does it do, such as add_price_to_products?';
    const answers = (await inquirer.prompt([{ type: 'input', name: 'name', message }])) as Answers; // plop types it as any
    return answers;
  },
  actions: [async (answers) => `Made ${await generate(String(answers['name']))}`],
};
