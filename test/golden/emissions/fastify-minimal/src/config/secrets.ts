import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fewestDifferentCharacters = 10;
const placeholder = /change.?me|example|placeholder|password|secret|your[-_ ]/i;

/** What is wrong with a secret for production, or nothing. */
export const weaknessOf = (value: string, minLength: number): string | undefined => {
  if (value.length < minLength) return `must have at least ${minLength} characters in production.`;
  if (new Set(value).size < fewestDifferentCharacters) return 'repeats itself too much to be a secret.';
  if (placeholder.test(value)) return 'looks like a placeholder: use a random value.';
  return undefined;
};

/**
 * A strong secret for use outside production: made up at the first call, the same ever after.
 *
 * @param folder where it is kept, readable for this user only
 */
export const keptSecret = (folder: string, name: string): string => {
  const secrets = join(folder, 'secrets');
  const file = join(secrets, name);
  const kept = readIfPresent(file);
  if (kept !== undefined) return kept;
  mkdirSync(secrets, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(48).toString('base64url'), { mode: 0o600 });
  try {
    // Of two processes that start at once, the first gives the file its name; the other one reads it.
    linkSync(draft, file);
  } catch (error) {
    if (!isPresent(error)) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
};

const readIfPresent = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
};

const isPresent = (error: unknown): boolean => hasCode(error, 'EEXIST');

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
