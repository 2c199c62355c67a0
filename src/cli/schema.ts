import { answersSchema } from '../options/json-schema.ts';
import type { Command } from './command.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { readArguments } from './read-arguments.ts';

/** Prints the JSON Schema of the answers file. */
export const schema: Command = async ({ argv }) => {
  readArguments('schema', argv, 0);
  const { features } = await loadCatalogue();
  const text = JSON.stringify(answersSchema(features.map((feature) => feature.definition)), null, 2);
  return { output: `${text}\n` };
};
