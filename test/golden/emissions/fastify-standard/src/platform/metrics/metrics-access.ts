import { createHash, timingSafeEqual } from 'node:crypto';

/** Who may read the metrics on the main port. */
export type MetricsAccess = 'open' | 'by-token' | 'closed';

export interface MetricsEnvironment {
  readonly NODE_ENV: string;
  readonly METRICS_PORT?: number | undefined;
  readonly METRICS_TOKEN?: string | undefined;
}

/** Metrics tell an attacker what works: in production they are on a port of their own, behind a token, or not to be had. */
export const metricsAccess = ({ NODE_ENV, METRICS_PORT, METRICS_TOKEN }: MetricsEnvironment): MetricsAccess => {
  if (METRICS_PORT !== undefined) return 'closed';
  if (NODE_ENV !== 'production') return 'open';
  return METRICS_TOKEN === undefined ? 'closed' : 'by-token';
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const TOKEN = /^Bearer +(\S+)$/i;

/** The `WWW-Authenticate` field for somebody without the token: it is wrong, or was not sent (RFC 6750 section 3). */
export const metricsChallenge = (authorization: string | undefined): string =>
  `Bearer realm="metrics"${TOKEN.test(authorization ?? '') ? ', error="invalid_token"' : ''}`;

/** Compares in a time that does not tell how much of the token was right. */
export const holdsToken = (authorization: string | undefined, token: string): boolean => {
  const given = TOKEN.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
};
