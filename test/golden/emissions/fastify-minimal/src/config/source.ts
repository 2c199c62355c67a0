import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { environmentSchema } from './schema.ts';

/** Variables by name, as text. One that is missing is not set. */
export type Source = Readonly<Record<string, string | undefined>>;

/**
 * The raw configuration: the process environment, then the file `.env`. A variable may also be given as a file, by its
 * name with `_FILE`, as mounted secrets are: `DATABASE_URL_FILE=/run/secrets/database`. An empty value counts as not
 * set, and an empty one of the process also hides what `.env` and a mounted file say.
 *
 * @returns under `NAME_FILE` only the files that could not be read, for `loadEnvironment` to report them
 */
export const readSource = (environment: Source = process.env, dotenv = '.env'): Source => {
  const fromFile = existsSync(dotenv) ? parseEnv(readFileSync(dotenv, 'utf8')) : {};
  const source = new Map(Object.entries({ ...fromFile, ...environment }).filter(([, value]) => isSet(value)));
  for (const name of Object.keys(environmentSchema.shape)) {
    const file = source.get(fileVariable(name));
    if (file === undefined) continue;
    const hidden = source.has(name) || environment[name] === '';
    const value = hidden ? source.get(name) : textOf(file);
    if (hidden || value !== undefined) source.delete(fileVariable(name));
    if (value !== undefined) source.set(name, value);
  }
  return Object.fromEntries(source);
};

/** The name by which a file is given instead of a value. */
export const fileVariable = (name: string): string => `${name}_FILE`;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
};
