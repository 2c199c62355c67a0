import fc from 'fast-check';
import { resolve, type Endpoint } from './document.ts';
import { arbitraryOf } from './json-schema.ts';

/** Most requests give few of the optional parameters: of many at once, one nearly always excludes the others. */
const MOST_OPTIONAL = 3;

/** A request to one operation. */
export interface ApiRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Values = Readonly<Record<string, unknown>>;

const valuesOf = (endpoint: Endpoint, place: 'path' | 'query' | 'header'): fc.Arbitrary<Values> => {
  const parameters = (endpoint.parameters ?? []).filter((parameter) => parameter.in === place);
  const required = parameters.filter((parameter) => parameter.required === true);
  const optional = parameters.filter((parameter) => parameter.required !== true);
  return fc.subarray(optional, { maxLength: Math.min(MOST_OPTIONAL, optional.length) }).chain((chosen) => {
    const members = [...required, ...chosen].map(({ name, schema }) => [name, arbitraryOf(schema, resolve)] as const);
    return fc.record(Object.fromEntries(members));
  });
};

const urlOf = (path: string, params: Values, query: Values): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item));
  }
  return `${filled}?${search.toString()}`;
};

// A header cannot hold every character that a string can.
const headersOf = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, String(value).replaceAll(/[^\x21-\x7e]/g, '')]),
  );

const bodyOf = ({ requestBody }: Endpoint): fc.Arbitrary<unknown> =>
  requestBody ? arbitraryOf(requestBody.content['application/json'].schema, resolve) : fc.constant(undefined);

/** Requests that the document allows. `ids` are ids of rows that exist, mixed with others that do not. */
export const validRequests = (endpoint: Endpoint, ids: readonly string[]): fc.Arbitrary<ApiRequest> => {
  const existing = ids.length > 0 ? fc.constantFrom(...ids) : fc.uuid();
  return fc
    .tuple(
      valuesOf(endpoint, 'path'),
      valuesOf(endpoint, 'query'),
      valuesOf(endpoint, 'header'),
      bodyOf(endpoint),
      fc.option(existing),
    )
    .map(([params, query, headers, body, id]) => ({
      url: urlOf(endpoint.path, id === null ? params : { ...params, id }, query),
      headers: headersOf({ ...headers, ...('If-Match' in headers && id !== null && { 'If-Match': '"v1"' }) }),
      ...(body !== undefined && { body }),
    }));
};

const withUnknownMember = (body: unknown): unknown =>
  typeof body === 'object' && body !== null ? { ...body, notInTheDocument: true } : { notInTheDocument: body };

/** Requests that break the document in one way: an unknown parameter, an unknown member, a body of another type. */
export const invalidRequests = (endpoint: Endpoint): fc.Arbitrary<ApiRequest> =>
  fc
    .tuple(validRequests(endpoint, []), fc.constantFrom('query', 'member', 'type'), fc.jsonValue({ maxDepth: 2 }))
    .map(([request, fault, junk]) => {
      if (fault === 'query' || endpoint.requestBody === undefined)
        return { ...request, url: `${request.url}&notInTheDocument=1` };
      if (fault === 'member') return { ...request, body: withUnknownMember(request.body) };
      return { ...request, body: [junk] };
    });
