import type { Catalogue } from '../compose/catalogue.ts';

/** Loads all features with their files: from disk here; in the bundle this module is replaced by the compiled ones. */
export const loadCatalogue = async (): Promise<Catalogue> => {
  const { readCatalogue } = await import('../compose/catalogue-disk.ts');
  return readCatalogue();
};
