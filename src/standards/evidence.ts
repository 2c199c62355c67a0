import type { Repository } from './repository/repository.ts';
import type { Place, Verdict } from './standard.ts';
import { met, unknown, unmet } from './verdicts.ts';

/** One thing that a standard asks for, and where it was found. */
export interface Part {
  /** What is said when it was not found: `no limit on the size of a body`. */
  readonly lacking: string;
  readonly found: readonly Place[];
}

/** Everything that a standard asks for. */
export interface Proof {
  /** Code that runs, configuration, documents; each of them is needed. */
  readonly parts: readonly Part[];
  /** Tests; each of them is needed. Empty only where no test can show it. */
  readonly tests: readonly Part[];
  /**
   * What holds for a repository of somebody else's in which nothing of it was found: it may have been done in a way, or
   * at a place, that its files do not show.
   */
  readonly unseen?: { readonly because: string; readonly command: string };
  readonly note?: string;
}

/** More places than a person would open. */
const mostPlaces = 4;

export const part = (lacking: string, found: readonly (Place | undefined)[]): Part => ({
  lacking,
  found: found.filter((place) => place !== undefined),
});

/** The same places, those in the files that a standard is about before the others: the first ones are shown. */
export const foremost = (places: readonly Place[], path: RegExp): Place[] =>
  places.toSorted((one, other) => Number(path.test(other.path)) - Number(path.test(one.path)));

const keyOf = ({ path, line }: Place): string => `${path}:${String(line)}`;

/** Each place once. */
export const distinct = (places: readonly Place[]): Place[] => [
  ...new Map(places.map((place) => [keyOf(place), place])).values(),
];

/** The first place of every part, then the second ones, and so on. */
const chosen = (parts: readonly Part[]): Place[] => {
  const longest = Math.max(0, ...parts.map(({ found }) => found.length));
  const rows = Array.from({ length: longest }, (_none, row) => parts.flatMap(({ found }) => found[row] ?? []));
  return distinct(rows.flat()).slice(0, Math.max(mostPlaces, parts.length));
};

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** The verdict: met when everything was found; otherwise what is missing, and where the rest is. */
export const prove = (repository: Repository, { parts, tests, unseen, note }: Proof): Verdict => {
  const lacking = [...parts, ...tests].filter(({ found }) => found.length === 0);
  if (lacking.length === 0) return met(chosen(parts), chosen(tests), note);
  const nothing = parts.every(({ found }) => found.length === 0);
  if (nothing && unseen !== undefined && repository.choices === undefined)
    return unknown(unseen.because, unseen.command);
  // Where there is nothing at all, the rest of the list says no more.
  const told = nothing ? lacking.slice(0, 1) : lacking;
  return unmet(`There is ${listed(told.map((one) => one.lacking))}.`, chosen(parts));
};
