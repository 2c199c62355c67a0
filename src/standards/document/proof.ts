import type { Place } from '../standard.ts';
import { place } from './markdown.ts';

const mostPlaces = 3;
const mostTests = 2;

/** The first so many places, one in each file before a second one in any. */
const chosen = (places: readonly Place[], most: number): readonly Place[] => {
  const firsts = places.filter(({ path }, index) => places.findIndex((other) => other.path === path) === index);
  const others = places.filter((one) => !firsts.includes(one));
  return [...firsts, ...others].slice(0, most);
};

/** The evidence of a ticked item: where the code stands, and the tests that show it. */
export const proofOf = (evidence: readonly Place[], tests: readonly Place[]): string => {
  const list = (places: readonly Place[], most: number): string =>
    [...new Set(chosen(places, most).map(place))].join(', ');
  const shown = evidence.length > 0 ? evidence : tests;
  const code = `**Evidence**: ${list(shown, mostPlaces)}`;
  return tests.length === 0 || evidence.length === 0 ? code : `${code}; **Tests**: ${list(tests, mostTests)}`;
};
