import type { Standard } from './standard.ts';

/** Loads all standards, in order: from disk here; in the bundle this module is replaced by the finished list. */
export const loadStandards = async (): Promise<readonly Standard[]> => {
  const { readStandards } = await import('./catalogue-disk.ts');
  return readStandards();
};
