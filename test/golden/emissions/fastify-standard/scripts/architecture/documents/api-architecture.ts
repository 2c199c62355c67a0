import { setting, type Facts } from '../facts/facts.ts';
import { whoOf, type Route } from '../facts/operations.ts';
import {
  code,
  codes,
  count,
  document,
  duration,
  fenced,
  list,
  section,
  subsection,
  table,
  type Block,
} from './markdown.ts';
import { operationalRoutes } from './operational-routes.ts';

/** The first parts of the paths of routes, each once: with two of them `/api/v1`, with three `/api/v1/orders`. */
const beginningsOf = (routes: readonly Route[], parts: number): readonly string[] => [
  ...new Set(
    routes.map(({ path }) =>
      path
        .split('/')
        .slice(0, parts + 1)
        .join('/'),
    ),
  ),
];

/** The collection a route belongs to: `/api/v1/orders/{id}/cancel` is one of `orders`. */
const resourceOf = ({ path }: Route): string => path.split('/')[3] ?? path;

const isNested = ({ path }: Route): boolean =>
  path.split('/').length > 5 && path.split('/')[3] !== 'auth' && /\/\{\w+\}\/[\w-]+/.test(path);

/** What a caller has to know of a route beyond its schema. */
const notesOf = (route: Route): string => {
  const { conditional, idempotency, cacheControl, errors, filters, sorts } = route;
  return [
    conditional === 'etag' ? 'ETag' : '',
    conditional === 'if-match' ? '`If-Match` required' : '',
    conditional === 'if-match-accepted' ? '`If-Match` accepted' : '',
    idempotency === undefined ? '' : `\`Idempotency-Key\` ${idempotency}`,
    cacheControl === undefined ? '' : code(cacheControl),
    filters.length === 0 ? '' : `filters ${codes(filters)}`,
    sorts.length === 0 ? '' : `sorts ${codes(sorts)}`,
    errors.length === 0 ? '' : codes(errors),
  ]
    .filter((note) => note !== '')
    .join(' · ');
};

const routeTable = (routes: readonly Route[]): Block =>
  table(
    ['Route', 'Does', 'Who', 'Success', 'Notes'],
    routes.map((route) => [
      code(`${route.method} ${route.path}`),
      route.summary,
      whoOf(route),
      String(route.status),
      notesOf(route),
    ]),
  );

const envelope = fenced('json', [
  '{',
  '  "success": true,',
  '  "data": {},',
  '  "meta": { "requestId": "…", "timestamp": "…", "pagination": { "limit": 20, "hasMore": true, "nextCursor": "…", "prevCursor": null } },',
  '  "errors": []',
  '}',
]);

const rateLimits = (facts: Facts): Block =>
  facts.tiers.length === 0
    ? 'There is no rate limiting in this repository: it stands behind something that does it, or is not reached from outside.'
    : table(
        ['Tier', 'Counted', 'Requests a minute', 'Set by'],
        facts.tiers.map(({ name, variable, description }) => [
          code(name),
          description,
          String(setting(facts, variable)),
          code(variable),
        ]),
      );

const authentication = (facts: Facts): string => {
  if (!facts.parts.accounts) {
    return 'None: the repository was made without accounts, so every route that is mounted is open to everybody, and what may not be open is not mounted.';
  }
  return facts.parts.accessTokens
    ? 'A bearer token (JWT) in `Authorization`; see [auth-system.md](auth-system.md). A route that does not declare who may call it does not compile.'
    : 'See [auth-system.md](auth-system.md). A route that does not declare who may call it does not compile.';
};

/** Routes and the rules they share, from the contracts of the modules. */
export const apiArchitecture = (facts: Facts): string => {
  const { routes, constants, parts } = facts;
  const plain = routes.filter((route) => !isNested(route));
  const resources = [...new Set(plain.map(resourceOf))];
  return document(
    'API architecture',
    `REST over JSON under ${codes(beginningsOf(routes, 2))}: ${count(routes.length, 'route')} in ${count(resources.length, 'resource')}. Each is declared once, in ${code('src/modules/*/http/*-operations.ts')}: validation, types${parts.apiDocs ? ', OpenAPI document' : ''} and this page come from there.`,
    section(
      'Core resources',
      ...resources.map((name) => {
        const own = plain.filter((route) => resourceOf(route) === name);
        return subsection(`${name} (${codes(beginningsOf(own, 3))})`, routeTable(own));
      }),
    ),
    section('Nested resources', routeTable(routes.filter(isNested))),
    section(
      'Operational routes',
      'Outside of the version prefix, not rate limited; not cached, but for public keys and the files of `/docs`.',
      table(
        ['Route', 'Answer'],
        operationalRoutes(facts).map(({ path, answer }) => [code(`GET ${path}`), answer]),
      ),
    ),
    section(
      'Request and response format',
      'Every answer, whatever its status, has one envelope. A failure has `"data": null` and at least one entry `{code, message, field?, details?}` in `errors`; `Accept: application/problem+json` gets the same as RFC 9457.',
      envelope,
      list([
        `Pages: ${code('limit')} 1 to ${constants.largestPage} (${constants.pageSize} unless given) and ${code('cursor')}; keyset, so that a page stays the same while rows are inserted. ${code('include=total')} counts all rows.`,
        'Unknown members and query parameters are refused (422), so that a misspelt filter cannot widen an answer.',
        parts.idempotency
          ? `${code('Idempotency-Key')}: a repetition gets the first answer for ${duration((constants.idempotencyKeptMs ?? 0) / 1000)}, or 409 when that was lost after the commit.`
          : undefined,
        'Money is a decimal string, times are UTC in ISO 8601, ids are UUIDs, names are camelCase.',
        `A resource carries ${code('_links')}, a collection ${code('meta._links')} with ${code('next')} and ${code('prev')}.`,
      ]),
    ),
    section('Authentication', authentication(facts)),
    section('Rate limiting', rateLimits(facts)),
    section(
      'Versions',
      'The version stands in the path. A change that breaks clients takes a new prefix beside the old one; the old one then says so by `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) for at least half a year before it answers 404. `deprecated: { since, until, instead }` in the definition of an operation sends these headers and marks it in the OpenAPI document.',
      parts.apiDocs
        ? `${code(facts.run('openapi:diff'))} fails in the pipeline when a change breaks clients.`
        : undefined,
    ),
  );
};
