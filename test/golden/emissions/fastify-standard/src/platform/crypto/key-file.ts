import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { generateKey, parseStoredKeys, printStoredKeys, type StoredKey } from './signing-key.ts';

const fileIn = (folder: string): string => join(folder, 'jwt-keys.json');

const isPresent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

const writeDraft = (folder: string, keys: readonly StoredKey[]): string => {
  mkdirSync(folder, { recursive: true });
  const draft = `${fileIn(folder)}.${process.pid}`;
  writeFileSync(draft, `${printStoredKeys(keys)}\n`, { mode: 0o600 });
  return draft;
};

const createOnce = (folder: string): void => {
  const draft = writeDraft(folder, [generateKey(new Date(0))]);
  try {
    // Of two processes that start at once, the first gives the file its name; the other one reads it.
    linkSync(draft, fileIn(folder));
  } catch (error) {
    if (!isPresent(error)) throw error;
  } finally {
    rmSync(draft);
  }
};

const read = (folder: string): string | undefined => {
  try {
    return readFileSync(fileIn(folder), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * Reads the keys of development, which are made at the first call.
 *
 * @param folder where they are kept, readable for this user only
 * @throws SigningKeyError when the file was spoilt
 */
export const readKeyFile = (folder: string): readonly StoredKey[] => {
  const text = read(folder);
  if (text !== undefined) return parseStoredKeys(text);
  createOnce(folder);
  return parseStoredKeys(readFileSync(fileIn(folder), 'utf8'));
};

/** Puts other keys into the file; a process that reads it meanwhile sees the old ones or the new ones. */
export const writeKeyFile = (folder: string, keys: readonly StoredKey[]): void => {
  renameSync(writeDraft(folder, keys), fileIn(folder));
};
