import { inject } from 'vitest';

/** One reason of a refusal. */
export interface ErrorEntry {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The envelope, as far as every answer has it. */
export interface Envelope<Data> {
  readonly success: boolean;
  readonly data: Data;
  readonly meta: {
    readonly requestId: string;
    readonly timestamp: string;
    readonly pagination?: {
      readonly limit: number;
      readonly hasMore: boolean;
      readonly nextCursor: string | null;
      readonly prevCursor: string | null;
      readonly total?: number;
    };
    readonly filters?: Readonly<Record<string, unknown>>;
    readonly sort?: string | null;
    readonly _links?: Readonly<Record<string, { readonly href: string }>>;
  };
  readonly errors: readonly ErrorEntry[];
}

export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as the envelope. Fails the test when it is not JSON. */
  readonly body: Envelope<Data>;
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
  /** Sent as a bearer token. */
  readonly token?: string;
}

const parse = <Data>(text: string): Envelope<Data> => {
  const body: unknown = JSON.parse(text);
  // Tests state what they expect of the body; the type only saves them from narrowing each member.
  return body as Envelope<Data>;
};

/** Sends one request to the server at `baseUrl`, without following redirects. */
export const requestTo = async <Data>(
  baseUrl: string,
  method: string,
  path: string,
  { headers = {}, json, raw, token }: RequestOptions = {},
): Promise<Answer<Data>> => {
  const body = json === undefined ? raw : JSON.stringify(json);
  const response = await fetch(baseUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    get body() {
      return parse<Data>(text);
    },
  };
};

/** Sends one request to the server under test. */
export const request = <Data = unknown>(
  method: string,
  path: string,
  options?: RequestOptions,
): Promise<Answer<Data>> => requestTo<Data>(inject('baseUrl'), method, path, options);

/** The codes of a refusal. */
export const codesOf = ({ body }: Answer<unknown>): string[] => body.errors.map(({ code }) => code);
