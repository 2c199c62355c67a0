import { randomInt } from 'node:crypto';
import { administrator } from './callers.ts';
import { request, type Answer } from './client.ts';

/** Any resource in answers. */
export interface Resource {
  readonly id: string;
  readonly version: number;
  readonly _links: Readonly<Record<string, { readonly href: string }>>;
  readonly [member: string]: unknown;
}

let last = randomInt(1_000_000);

/** A number that no other test of this run has, nor, as a rule, one of another run on the same server. */
export const unique = (): number => {
  last += 1;
  return last;
};

interface Change {
  readonly json?: unknown;
  /** The version that the caller has seen. */
  readonly version?: number;
  /** The same in another form. */
  readonly ifMatch?: string;
}

/** Sends a request as somebody who may do everything. */
export const send = async <Data = Resource>(
  method: string,
  path: string,
  { json, version, ifMatch = version === undefined ? undefined : `"v${String(version)}"` }: Change = {},
): Promise<Answer<Data>> => {
  const seen = ifMatch === undefined ? {} : { 'if-match': ifMatch };
  return request<Data>(method, path, { headers: { ...(await administrator()), ...seen }, json });
};

/** Creates a resource. Fails when the server refuses it. */
export const create = async (path: string, json: unknown): Promise<Resource> => {
  const { status, text, body } = await send('POST', path, { json });
  if (status !== 201) throw new Error(`POST ${path} was answered with ${String(status)}: ${text}`);
  return body.data;
};

/** The first resource of a collection. Fails when there is none. */
export const firstOf = async (path: string): Promise<Resource> => {
  const { body } = await send<readonly Resource[]>('GET', `${path}?limit=1`);
  const [first] = body.data;
  if (first === undefined) throw new Error(`GET ${path} has nothing: seed the database.`);
  return first;
};

/** A page of a collection. Fails when the server refuses the query. */
export const itemsAt = async (path: string): Promise<readonly Resource[]> => {
  const { status, text, body } = await send<readonly Resource[]>('GET', path);
  if (status !== 200) throw new Error(`GET ${path} was answered with ${String(status)}: ${text}`);
  return body.data;
};

/** The ids of a page of a collection. Fails when the server refuses the query. */
export const idsAt = async (path: string): Promise<string[]> => (await itemsAt(path)).map(({ id }) => id);

/** What the members of an input look like in an answer. */
export const asAnswered = (input: object): object => JSON.parse(JSON.stringify(input)) as object;
