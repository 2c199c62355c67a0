import { resolve } from 'node:path';
import type { Problem } from '../../compose/resolve.ts';
import { problem } from '../../options/given.ts';
import { readTextFile } from '../../options/text-file.ts';

/** Models are written by hand; more than this is no model. */
const maximumBytes = 1024 * 1024;

/**
 * The parsed domain model, or everything that is wrong with it, by line and column.
 *
 * @param origin where the file was named
 */
export const readModel = async (
  file: string,
  base: string,
  origin = '--model',
): Promise<{ readonly model: unknown } | { readonly problems: readonly Problem[] }> => {
  const read = await readTextFile(resolve(base, file), maximumBytes);
  if ('refusal' in read) return { problems: [problem('model', `${origin}: "${file}" ${read.refusal}.`)] };
  const { parseModel } = await import('../../model/parse.ts');
  const parsed = parseModel(read.text, file);
  if ('model' in parsed) return parsed;
  return {
    problems: parsed.problems.map(({ message, line, column, path }) =>
      problem('model', `${file}:${String(line)}:${String(column)}: ${path === '' ? '' : `${path}: `}${message}`),
    ),
  };
};
