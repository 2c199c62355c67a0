import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { securityEvents } from './security-events.ts';

export interface FinishedRequest {
  readonly method: string;
  /** Pattern of the route, never the path: every value is a time series of its own. `undefined` when none matched. */
  readonly route: string | undefined;
  readonly status: number;
  readonly seconds: number;
}

/** What is measured of requests. */
export interface HttpMetrics {
  requestStarted(): void;
  /** Also for a request whose client went away. */
  requestFinished(request: FinishedRequest): void;
  /** Counts an answer that a security team wants to hear of, by the error code of the answer. */
  refused(code: string): void;
}

/** Around the targets: 20 ms for an indexed read, 200 ms for a request. */
const BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** @param events the error codes that are counted, and what they are called */
export const createHttpMetrics = (registry: Registry, events = securityEvents): HttpMetrics => {
  const registers = [registry];
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests, from the end of the header to the end of the answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({ name: 'http_requests_in_flight', help: 'Requests being handled', registers });
  const securityEvents = new Counter({
    name: 'security_events_total',
    help: 'Answers that refused a caller, by the reason',
    labelNames: ['event'] as const,
    registers,
  });
  // A series that appears with its first event has no rate before it: an alert would miss that event.
  for (const event of Object.values(events)) securityEvents.inc({ event }, 0);
  return {
    requestStarted: () => {
      inFlight.inc();
    },
    requestFinished: ({ method, route = 'unmatched', status, seconds }) => {
      inFlight.dec();
      duration.observe({ method: METHODS.has(method) ? method : 'other', route, status: String(status) }, seconds);
    },
    refused: (code) => {
      const event = events[code];
      if (event !== undefined) securityEvents.inc({ event });
    },
  };
};
