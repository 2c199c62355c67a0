import { problem } from '../options/given.ts';
import { answersSchema, schemaNames } from '../options/json-schema.ts';
import { suggest } from '../options/suggest.ts';
import type { Command } from './command.ts';
import { UsageError } from './failures.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { readArguments } from './read-arguments.ts';

const schemas: Readonly<Record<(typeof schemaNames)[number], () => Promise<object>>> = {
  answers: async () => {
    const { features } = await loadCatalogue();
    return answersSchema(features.map((feature) => feature.definition));
  },
  model: async () => (await import('../model/schema.ts')).modelJsonSchema(),
};

/** Prints the JSON Schema of the answers file, or of a domain model. */
export const schema: Command = async ({ argv }) => {
  const [wanted = 'answers'] = readArguments('schema', argv, 1).positionals;
  const name = schemaNames.find((one) => one === wanted);
  if (name === undefined) {
    const message = `There is no schema of "${wanted}"; it can be ${schemaNames.join(', ')}.`;
    throw new UsageError([problem('schema', message, suggest(wanted, schemaNames))]);
  }
  return { output: `${JSON.stringify(await schemas[name](), null, 2)}\n` };
};
