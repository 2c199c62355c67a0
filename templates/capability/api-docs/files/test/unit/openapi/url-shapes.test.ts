import pluralize from 'pluralize';
import { describe, expect, it } from 'vitest';
import { apiDocument } from '../../../src/app/api-document.ts';

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const VERSION = /^v[1-9]\d*$/;

/** What is not a resource: signing in is a conversation, and `me` stands for the id of the caller. */
const exceptions = [/^\/api\/v\d+\/auth\//, /^\/api\/v\d+\/users\/me(?:\/|$)/];

const isParameter = (segment: string | undefined): boolean =>
  segment !== undefined && /^\{[a-z][A-Za-z0-9]*\}$/.test(segment);

/** `vessels`, and `vessels-as-home-port`, where one kind of thing refers to another in more than one role. */
const isPlural = (segment: string): boolean => {
  const last =
    segment
      .replace(/-as-.*$/, '')
      .split('-')
      .at(-1) ?? segment;
  return pluralize.plural(last) === last;
};
const isCollection = (segment: string | undefined): boolean =>
  segment !== undefined && KEBAB_CASE.test(segment) && isPlural(segment);

/** Two things are joined and parted by the id of the one below the other; neither is read or written there. */
const isMembership = ([child, ...deeper]: readonly string[], methods: readonly string[]): boolean =>
  isParameter(child) && deeper.length === 0 && methods.every((method) => method === 'put' || method === 'delete');

/** `/api/v1/{resources}`, `/{id}`, `/{parent}/{id}/{children}`; a verb at the end of an item only takes POST. */
const problemOf = (path: string, methods: readonly string[]): string | undefined => {
  if (exceptions.some((exception) => exception.test(path))) return undefined;
  const [empty, api, version, resources, id, last, ...rest] = path.split('/');
  if (empty !== '' || api !== 'api' || !VERSION.test(version ?? ''))
    return 'does not begin with /api/v1, or a later version';
  if (!isCollection(resources)) return 'does not name a collection in the plural, in kebab-case';
  if (id === undefined) return undefined;
  if (!isParameter(id)) return 'has no id where one belongs';
  if (last === undefined || isCollection(last)) {
    return rest.length === 0 || isMembership(rest, methods) ? undefined : 'is nested too deep';
  }
  const isAction = KEBAB_CASE.test(last) && methods.length === 1 && methods[0] === 'post';
  return isAction && rest.length === 0 ? undefined : 'ends in neither a collection nor an action that takes POST alone';
};

const paths = Object.entries(apiDocument().paths ?? {}).map(([path, item]) => [path, Object.keys(item)] as const);

describe('the URLs of the API', () => {
  it.each(paths)('%s has the shape of all', (path, methods) => {
    expect(problemOf(path, methods)).toBeUndefined();
  });

  it.each([
    ['/api/v1/products', ['get', 'post']],
    ['/api/v1/order-items/{id}', ['get']],
    ['/api/v1/categories/{id}/products', ['get']],
    ['/api/v1/ports/{id}/vessels-as-home-port', ['get']],
    ['/api/v1/products/{id}/tags/{tagId}', ['delete', 'put']],
    ['/api/v1/orders/{id}/cancel', ['post']],
    ['/api/v2/products', ['get']],
    ['/api/v2/auth/login', ['post']],
  ])('%s would be accepted', (path, methods) => {
    expect(problemOf(path, methods)).toBeUndefined();
  });

  it.each([
    ['/products', ['get']],
    ['/api/products', ['get']],
    ['/api/v0/products', ['get']],
    ['/api/v1.1/products', ['get']],
    ['/api/v1/product', ['get']],
    ['/api/v1/orderItems', ['get']],
    ['/api/v1/order_items', ['get']],
    ['/api/v1/products/', ['get']],
    ['/api/v1/products/search', ['get']],
    ['/api/v1/orders/{id}/cancel', ['get', 'post']],
    ['/api/v1/users/{id}/orders/{orderId}', ['get']],
  ])('%s would be refused', (path, methods) => {
    expect(problemOf(path, methods)).toBeDefined();
  });
});
