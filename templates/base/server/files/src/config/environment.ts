import type { z } from 'zod';
import { EnvironmentError } from './environment-error.ts';
import { environmentSchema, onInProduction, requiredInProduction, secretLengths } from './schema.ts';
import { keptSecret, weaknessOf } from './secrets.ts';
import { fileVariable, readSource, type Source } from './source.ts';

/** The configuration, checked and typed. */
export type Environment = z.infer<typeof environmentSchema>;

/** Reads the configuration of the server: every variable. @throws EnvironmentError as `loadVariables` does */
export const loadEnvironment = (source?: Source): Environment => loadVariables(environmentSchema, source);

/**
 * Reads variables from the environment, and from the file `.env` what the environment does not say.
 *
 * In production a secret that is missing or weak is refused. Outside of it, a strong one is made up for each that is
 * missing, and kept in `DATA_DIR`, so that a restart does not sign everybody out.
 *
 * @param schema those that are read, and nothing is asked of others: a command picks what it needs of `environmentSchema`
 * @throws EnvironmentError with a line for each variable that is missing or wrong
 */
export const loadVariables = <Schema extends z.ZodObject>(
  schema: Schema,
  source: Source = readSource(),
): Readonly<z.infer<Schema>> => {
  const names = Object.keys(schema.shape);
  const production = source['NODE_ENV'] === 'production';
  const result = schema.safeParse(production ? source : withKeptSecrets(names, source));
  const problems: Problem[] = [
    ...unreadable(names, source),
    ...(production ? productionProblems(names, source) : []),
    ...(result.error?.issues ?? []).map(({ path: [name], message }) => ({ name: String(name), message })),
  ];
  if (!result.success || problems.length > 0) throw new EnvironmentError(linesOf(problems));
  return Object.freeze(result.data);
};

interface Problem {
  readonly name: string;
  readonly message: string;
}

/** A line for each variable: the first thing that is wrong with it, since the others may follow from that. */
const linesOf = (problems: readonly Problem[]): string[] => {
  const messages = new Map<string, string>();
  for (const { name, message } of problems) if (!messages.has(name)) messages.set(name, message);
  return [...messages].map(([name, message]) => `${name}: ${message}`);
};

const unreadable = (names: readonly string[], source: Source): Problem[] =>
  names
    .filter((name) => source[fileVariable(name)] !== undefined)
    .map((name) => ({ name, message: `the file of ${fileVariable(name)} cannot be read.` }));

const withKeptSecrets = (names: readonly string[], source: Source): Source => {
  const folder = environmentSchema.shape.DATA_DIR.safeParse(source['DATA_DIR']);
  // A wrong DATA_DIR is reported with the other variables.
  if (!folder.success) return source;
  const secrets = requiredInProduction.filter((name) => name in secretLengths && names.includes(name));
  const missing = secrets.filter((name) => source[name] === undefined);
  return { ...source, ...Object.fromEntries(missing.map((name) => [name, keptSecret(folder.data, name)])) };
};

const productionProblems = (names: readonly string[], source: Source): Problem[] => {
  const missing = requiredInProduction
    .filter((name) => names.includes(name) && source[name] === undefined)
    .map((name) => ({ name, message: 'is required in production.' }));
  const off = onInProduction
    .filter((name) => names.includes(name) && source[name] === 'false')
    .map((name) => ({ name, message: 'cannot be off in production.' }));
  const weak = names.flatMap((name) => {
    const [value, minLength] = [source[name], secretLengths[name]];
    const message = value === undefined || minLength === undefined ? undefined : weaknessOf(value, minLength);
    return message === undefined ? [] : [{ name, message }];
  });
  return [...missing, ...off, ...weak];
};
