import type { Repository } from '../repository/repository.ts';
import type { Place } from '../standard.ts';
import { packageInProgram } from './search.ts';

/** Whether a repository of ours has the feature. */
export const hasFeature = (repository: Repository, ...ids: readonly string[]): boolean =>
  ids.some((id) => repository.choices?.features.includes(id) === true);

/** What tells that somebody chose to do a thing: a feature of ours, or a package that the program uses. */
export interface Choice {
  readonly features: readonly string[];
  readonly packages: RegExp;
}

/** Where the chosen packages are used. */
export const usesOf = (repository: Repository, { packages }: Choice): Place[] =>
  packageInProgram(repository, { from: packages });

/** Why a standard for a choice does not apply, where nobody made that choice. */
export const unlessChosen =
  (choice: Choice, because: string) =>
  (repository: Repository): string | undefined =>
    hasFeature(repository, ...choice.features) || usesOf(repository, choice).length > 0 ? undefined : because;
