import { MANIFEST_PATH, ManifestError, parseManifest } from '../../project/manifest.ts';

/** The choices that a repository of ours was emitted for. */
export interface Choices {
  readonly name: string;
  readonly preset: string;
  readonly stack: string;
  readonly database: string;
  readonly auth: readonly string[];
  /** Ids of all its features, those of the axes too. */
  readonly features: readonly string[];
  readonly model?: unknown;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The choices that a manifest or the answers of an emission tell. */
export const choicesOf = (answers: Readonly<Record<string, unknown>>, features: readonly string[]): Choices => ({
  name: textOf(answers.name),
  preset: textOf(answers.preset),
  stack: textOf(answers.stack),
  database: textOf(answers.database),
  auth: textsOf(answers.auth),
  features,
  ...(answers.model === undefined ? {} : { model: answers.model }),
});

/** The choices in the text of a manifest; nothing when there is none, or it cannot be used. */
export const choicesIn = (manifest: string | undefined): Choices | undefined => {
  if (manifest === undefined) return undefined;
  try {
    const { answers, features } = parseManifest(manifest, MANIFEST_PATH);
    return choicesOf(answers, features);
  } catch (error) {
    // A broken manifest is no reason to leave the rest of the repository unchecked.
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
};
