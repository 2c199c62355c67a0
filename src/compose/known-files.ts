import type { Answers } from './answers.ts';
import { findKnownFiles } from './find-known-files.ts';

/** The project name in files that were made beforehand: a legal name that is part of no other word. */
export const nameInKnownFiles = 'zqx-name-of-the-project';

/** What derived files depend on besides the name of the project and the version of the templates. */
interface Origin {
  readonly answers: Answers;
  /** Ids of all features of the emission. */
  readonly features: readonly string[];
}

/**
 * Derived files follow from the answers alone, so that those of the usual answers can be made when the bundle is. This
 * is the key they are kept under; nothing for projects whose files are not made beforehand: those with a model of their
 * own, or with a scope in their name.
 */
export const keyOfKnownFiles = ({ answers, features }: Origin): string | undefined =>
  answers.model !== undefined || !/^[a-z0-9-]+$/.test(answers.name)
    ? undefined
    : JSON.stringify([answers.preset, answers.packageManager, answers.auth, answers.options, features]);

type Files = ReadonlyMap<string, string>;

const named = (files: Readonly<Record<string, string>>, name: string): Files =>
  new Map(Object.entries(files).map(([path, text]) => [path, text.replaceAll(nameInKnownFiles, name)]));

/** The derived files of the emission, when they were made beforehand: path → text. */
export const knownFiles = (origin: Origin): { readonly early: Files; readonly last: Files } | undefined => {
  const key = keyOfKnownFiles(origin);
  const found = key === undefined ? undefined : findKnownFiles(key);
  if (found === undefined) return undefined;
  const { name } = origin.answers;
  return { early: named(found.early, name), last: named(found.last, name) };
};
