import type { IncomingHttpHeaders } from 'node:http';
import { EnvironmentError } from '../../config/environment-error.ts';

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

const checked = (origins: readonly string[]): string[] => {
  const wrong = origins.filter((text) => !isOrigin(text));
  if (wrong.length === 0) return [...origins];
  throw new EnvironmentError(
    wrong.map((text) => `CORS_ORIGINS: "${text}" is not an origin such as https://app.example.com.`),
  );
};

/**
 * The policy for the listed origins. They are compared exactly; there is no wildcard, because it would let every site
 * read answers.
 *
 * @throws EnvironmentError when one of them is not an origin
 */
export const corsPolicy = (origins: readonly string[]): CorsPolicy => ({
  origin: checked(origins),
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: [
    'Accept',
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Traceparent',
    'X-Request-Id',
  ],
  exposedHeaders: [
    'ETag',
    'Idempotency-Replayed',
    'Location',
    'RateLimit',
    'RateLimit-Policy',
    'Retry-After',
    'X-Request-Id',
  ],
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
}): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
