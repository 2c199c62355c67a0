import type { IncomingHttpHeaders } from 'node:http';
import { commaList } from '../../config/variables.ts';

/** Which browsers' scripts may call this server (the Fetch standard's CORS protocol). */
export interface CorsPolicy {
  readonly origin: string[];
  readonly methods: string[];
  readonly allowedHeaders: string[];
  readonly exposedHeaders: string[];
  readonly credentials: boolean;
  /** How long a browser may keep the answer to a preflight, in seconds. */
  readonly maxAge: number;
}

const isOrigin = (text: string): boolean =>
  /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** Origins, separated by commas. There is no wildcard, because it would let every site read answers. */
export const origins = () =>
  commaList().refine(
    (list) => list.every(isOrigin),
    'must be origins such as https://app.example.com, separated by commas.',
  );

/** The policy for the listed origins, which are compared exactly. */
export const corsPolicy = (listed: readonly string[]): CorsPolicy => ({
  origin: [...listed],
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['Accept', 'Content-Type', 'If-Match', 'If-None-Match', 'Traceparent', 'X-Request-Id'],
  exposedHeaders: ['ETag', 'Location', 'Retry-After', 'X-Request-Id'],
  credentials: true,
  maxAge: 600,
});

/** Whether a browser asks for leave. Any other OPTIONS is a method like the rest, which no path here has. */
export const isPreflight = ({
  method,
  headers,
}: {
  readonly method?: string;
  readonly headers: IncomingHttpHeaders;
}): boolean => method === 'OPTIONS' && Boolean(headers.origin) && Boolean(headers['access-control-request-method']);
