import type { HelpTexts } from './help-texts.ts';

/** Loads the help texts: computed here; in the bundle this module is replaced by the finished texts. */
export const loadHelp = async (): Promise<HelpTexts> => {
  const [{ loadCatalogue }, { makeHelpTexts }] = await Promise.all([
    import('./load-catalogue.ts'),
    import('./help-texts.ts'),
  ]);
  const { version, features } = await loadCatalogue();
  return makeHelpTexts(
    version,
    features.map((feature) => feature.definition),
  );
};
