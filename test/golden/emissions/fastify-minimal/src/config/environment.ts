import type { z } from 'zod';
import { EnvironmentError } from './environment-error.ts';
import { environmentSchema, requiredInProduction, secretLengths } from './schema.ts';
import { keptSecret, weaknessOf } from './secrets.ts';
import { readSource, type Source } from './source.ts';

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
  const complete = production ? source : withKeptSecrets(source);
  const problems = production ? productionProblems(source) : [];
  const result = environmentSchema.safeParse(complete);
  const reported = new Set(problems.map(nameIn));
  for (const issue of result.error?.issues ?? []) {
    const problem = `${issue.path.join('.')}: ${issue.message}`;
    if (!reported.has(nameIn(problem))) problems.push(problem);
  }
  if (!result.success || problems.length > 0) throw new EnvironmentError(problems);
  return Object.freeze(result.data);
};

const nameIn = (problem: string): string => problem.slice(0, problem.indexOf(':'));

const withKeptSecrets = (source: Source): Source => {
  const folder = environmentSchema.shape.DATA_DIR.safeParse(source['DATA_DIR']);
  // A wrong DATA_DIR is reported with the other variables.
  if (!folder.success) return source;
  const missing = requiredInProduction.filter((name) => name in secretLengths && source[name] === undefined);
  return { ...source, ...Object.fromEntries(missing.map((name) => [name, keptSecret(folder.data, name)])) };
};

const productionProblems = (source: Source): string[] => {
  const missing = requiredInProduction
    .filter((name) => source[name] === undefined)
    .map((name) => `${name}: is required in production.`);
  const weak = Object.entries(secretLengths).flatMap(([name, minLength]) => {
    const value = source[name];
    const weakness = value === undefined ? undefined : weaknessOf(value, minLength);
    return weakness === undefined ? [] : [`${name}: ${weakness}`];
  });
  return [...missing, ...weak];
};
