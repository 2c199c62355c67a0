import { match, type MatchFunction } from 'path-to-regexp';
import type { Operation } from '../../platform/http/operation.ts';
import { patternOf } from './route-pattern.ts';

/** In the order of the Allow header. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

export type PathParameters = Readonly<Partial<Record<string, unknown>>>;

/** What a path stands for. */
export interface FoundPath {
  readonly pattern: string;
  /** `undefined` when the path does not have the method. */
  readonly operation: Operation | undefined;
  readonly params: PathParameters;
  /** The methods the path has. */
  readonly methods: readonly string[];
}

interface KnownPath {
  readonly pattern: string;
  readonly matches: MatchFunction<Partial<Record<string, string>>>;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly methods: readonly string[];
}

const knownPath = (path: string, operations: readonly Operation[]): KnownPath => {
  const byMethod = new Map(operations.map((operation): [string, Operation] => [operation.method, operation]));
  const read = byMethod.get('GET');
  if (read) byMethod.set('HEAD', read);
  const pattern = patternOf(path);
  return {
    pattern,
    // Routers are asked for what is found here alone: this tells `/items` from `/items/` and `/Items`.
    matches: match(pattern, { sensitive: true, trailing: false }),
    operations: byMethod,
    methods: METHODS.filter((method) => byMethod.has(method)),
  };
};

/** Words before parameters: `/users/me` is not the user whose id is `me`. */
const inOrder = (paths: Iterable<string>): string[] => {
  const key = (path: string): string => path.replaceAll(/\{\w+\}/g, '~');
  return [...paths].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

/**
 * Makes what finds the operation of a request before it is routed, so that whatever guards a route knows it.
 *
 * @returns a function of the method and the path, as `normalizeTarget` leaves it: `undefined` for an unknown path
 */
export const operationFinder = (operations: readonly Operation[]) => {
  const paths = inOrder(new Set(operations.map(({ path }) => path))).map((path) =>
    knownPath(
      path,
      operations.filter((operation) => operation.path === path),
    ),
  );
  return (method: string, path: string): FoundPath | undefined => {
    for (const { pattern, matches, operations: known, methods } of paths) {
      const found = matches(path);
      if (found) return { pattern, operation: known.get(method), params: found.params, methods };
    }
    return undefined;
  };
};
