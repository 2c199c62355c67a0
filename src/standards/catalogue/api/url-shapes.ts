import type { Repository } from '../../repository/repository.ts';
import { routes, type Route } from '../../facts/routes.ts';

/** Health, metrics, documentation and keys stand outside of the API, and are reached by programs that know them. */
const operational =
  /^\/(?:$|\{?\*|health|healthz|live|ready|readyz|livez|ping|status|metrics|docs|api-docs|swagger|openapi|reference|\.well-known|favicon)/;

/** The routes of the API itself. */
export const apiRoutes = (repository: Repository): readonly Route[] =>
  routes(repository).filter(({ path }) => !operational.test(path.replace(/^\/api(?=\/(?:docs|health|openapi))/, '')));

const version = /^v\d+$/;
const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The version that stands in a path: `v1` of `/api/v1/products`. */
export const versionIn = (path: string): string | undefined => path.split('/').find((segment) => version.test(segment));

const verbs = /^(?:get|list|create|add|update|edit|delete|remove|fetch|find)(?:-|$)/;

/** What is wrong with the shape of a path, or nothing. */
export const wrongShape = (path: string): string | undefined => {
  const words = path.split('/').filter((segment) => segment !== '' && !segment.startsWith('{'));
  const odd = words.find((word) => !kebabCase.test(word));
  if (odd !== undefined) return `"${odd}" is not in kebab-case`;
  const verb = words.find((word) => verbs.test(word));
  return verb === undefined ? undefined : `"${verb}" is a verb, which the method says already`;
};
