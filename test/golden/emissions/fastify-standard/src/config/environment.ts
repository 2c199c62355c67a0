import type { z } from 'zod';
import { EnvironmentError } from './environment-error.ts';
import { environmentSchema, onInProduction, requiredInProduction, secretLengths } from './schema.ts';
import { keptSecret, weaknessOf } from './secrets.ts';
import { fileVariable, readSource, type Source } from './source.ts';

/** The configuration, checked and typed. */
export type Environment = z.infer<typeof environmentSchema>;

/**
 * Reads the configuration from the environment, and from the file `.env` what the environment does not say.
 *
 * In production a secret that is missing or weak is refused. Outside of it, a strong one is made up for each that is
 * missing, and kept in `DATA_DIR`, so that a restart does not sign everybody out.
 *
 * @throws EnvironmentError with a line for each variable that is missing or wrong
 */
export const loadEnvironment = (source: Source = readSource()): Environment => {
  const production = source['NODE_ENV'] === 'production';
  const result = environmentSchema.safeParse(production ? source : withKeptSecrets(source));
  const problems: Problem[] = [
    ...unreadable(source),
    ...(production ? productionProblems(source) : []),
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

const unreadable = (source: Source): Problem[] =>
  Object.keys(environmentSchema.shape)
    .filter((name) => source[fileVariable(name)] !== undefined)
    .map((name) => ({ name, message: `the file of ${fileVariable(name)} cannot be read.` }));

const withKeptSecrets = (source: Source): Source => {
  const folder = environmentSchema.shape.DATA_DIR.safeParse(source['DATA_DIR']);
  // A wrong DATA_DIR is reported with the other variables.
  if (!folder.success) return source;
  const missing = requiredInProduction.filter((name) => name in secretLengths && source[name] === undefined);
  return { ...source, ...Object.fromEntries(missing.map((name) => [name, keptSecret(folder.data, name)])) };
};

const productionProblems = (source: Source): Problem[] => {
  const missing = requiredInProduction
    .filter((name) => source[name] === undefined)
    .map((name) => ({ name, message: 'is required in production.' }));
  const off = onInProduction
    .filter((name) => source[name] === 'false')
    .map((name) => ({ name, message: 'cannot be off in production.' }));
  const weak = Object.entries(secretLengths).flatMap(([name, minLength]) => {
    const value = source[name];
    const message = value === undefined ? undefined : weaknessOf(value, minLength);
    return message === undefined ? [] : [{ name, message }];
  });
  return [...missing, ...off, ...weak];
};
