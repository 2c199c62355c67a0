import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { EnvironmentError } from './environment-error.ts';
import { environmentSchema } from './schema.ts';

/** Variables by name, as text. One that is missing is not set. */
export type Source = Readonly<Record<string, string | undefined>>;

/**
 * The raw configuration: the process environment, then the file `.env`. A variable may also be given as a file, by its
 * name with `_FILE`, as mounted secrets are: `DATABASE_URL_FILE=/run/secrets/database`. An empty value counts as not
 * set, and an empty one of the process also hides what `.env` and a mounted file say.
 *
 * @throws EnvironmentError when such a file cannot be read
 */
export const readSource = (environment: Source = process.env, dotenv = '.env'): Source => {
  const fromFile = existsSync(dotenv) ? parseEnv(readFileSync(dotenv, 'utf8')) : {};
  const raw = present({ ...fromFile, ...environment });
  return { ...raw, ...mounted(raw, environment) };
};

const present = (source: Source): Source =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));

const mounted = (raw: Source, environment: Source): Source => {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys(environmentSchema.shape)) {
    const file = raw[`${name}_FILE`];
    if (file === undefined || raw[name] !== undefined || environment[name] === '') continue;
    try {
      values[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}_FILE: the file cannot be read.`);
    }
  }
  if (problems.length > 0) throw new EnvironmentError(problems);
  return values;
};
