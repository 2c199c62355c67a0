import { setting, type Facts } from '../facts/facts.ts';
import { whoOf } from '../facts/operations.ts';
import {
  bytes,
  code,
  codes,
  count,
  document,
  duration,
  grouped,
  list,
  milliseconds,
  section,
  table,
  type Block,
} from './markdown.ts';

/** The headers of requests that are read. */
const headersOf = ({ parts, routes }: Facts): readonly string[] => [
  'x-request-id',
  'traceparent',
  ...(parts.accounts ? ['authorization'] : []),
  ...(routes.some(({ conditional }) => conditional === 'if-match') ? ['if-match'] : []),
  ...(routes.some(({ conditional }) => conditional === 'etag') ? ['if-none-match'] : []),
  ...(parts.idempotency ? ['idempotency-key'] : []),
];

const inputs = (facts: Facts): Block => {
  const { routes } = facts;
  const bodies = routes.filter(({ body }) => body).length;
  const restricted = routes.filter(({ filters, sorts }) => filters.length + sorts.length > 0).length;
  return list([
    `Schema validation: ${count(routes.length, 'route')}, ${bodies} with a body and ${restricted} with filters or sorts, each by a strict schema of zod; what is not listed is refused with 422, one entry for each offence.`,
    `SQL injection: values are parameters of Kysely; ${code('sql.raw')} and text put together for ${code('query')} fail the linter (${code('eslint.config.js')}).`,
    'XSS: answers are JSON with `nosniff` and a Content-Security-Policy that allows nothing; no input comes back as markup.',
    'File uploads: there are none. The first one brings limits by content, size and count, and a store outside of the web root.',
    `Headers: ${codes(headersOf(facts))} are read by pattern; what does not fit is an error of the client, never of the server.`,
  ]);
};

const access = (facts: Facts): Block => {
  if (!facts.parts.accounts)
    return 'Nobody is identified: see [auth-system.md](auth-system.md). What is mounted is meant for everybody.';
  const writes = facts.routes.filter(({ method }) => method !== 'GET');
  const open = writes.filter(
    ({ access: { kind } }) => kind === 'anonymous' || kind === 'public' || kind === 'everybody',
  );
  return [
    list([
      'Deny by default: an operation without `access` does not compile, and a mounted route without one stops the start.',
      'Another user’s row answers 404, as if it were not there; lists are cut to the owner in the query.',
      `A permission is looked up at each request, so that it can be taken at once; the last administrator keeps the role.`,
    ]),
    `Writes that need no sign-in (${open.length}), each of them counted by address:`,
    table(
      ['Route', 'Who', 'Fails with'],
      open.map((route) => [code(`${route.method} ${route.path}`), whoOf(route), codes(route.errors)]),
    ),
  ].join('\n\n');
};

const limits = (facts: Facts): Block => {
  const { parts, constants, variables } = facts;
  const value = (name: string): number => setting(facts, name);
  const rows = [
    ...facts.tiers.map(({ name, variable, description }) => [
      `Requests, tier ${code(name)}: ${description}`,
      `${value(variable)} a minute`,
      code(variable),
      '429 with `Retry-After`',
    ]),
    ['Body of a request', bytes(value('BODY_LIMIT')), code('BODY_LIMIT'), '413'],
    ['Time to send a request', duration(value('REQUEST_TIMEOUT')), code('REQUEST_TIMEOUT'), '408, connection closed'],
    ['Idle connection', duration(value('KEEP_ALIVE_TIMEOUT')), code('KEEP_ALIVE_TIMEOUT'), 'connection closed'],
    ...(parts.overload
      ? [
          [
            'Requests at the same time',
            grouped(value('OVERLOAD_MAX_IN_FLIGHT')),
            code('OVERLOAD_MAX_IN_FLIGHT'),
            'waits',
          ],
          [
            'Requests that wait',
            `${grouped(value('OVERLOAD_MAX_WAITING'))}, ${milliseconds(constants.longestWaitMs ?? 0)} each`,
            code('OVERLOAD_MAX_WAITING'),
            '503 with `Retry-After`',
          ],
          [
            'Delay of the event loop',
            `${value('OVERLOAD_MAX_EVENT_LOOP_DELAY')} ms`,
            code('OVERLOAD_MAX_EVENT_LOOP_DELAY'),
            '503 with `Retry-After`',
          ],
        ]
      : []),
    ...(variables.has('PASSWORD_HASH_QUEUE')
      ? [['Passwords that wait to be hashed', String(value('PASSWORD_HASH_QUEUE')), code('PASSWORD_HASH_QUEUE'), '503']]
      : []),
    [
      'One statement of SQL',
      milliseconds(value('DATABASE_STATEMENT_TIMEOUT_MS')),
      code('DATABASE_STATEMENT_TIMEOUT_MS'),
      '503',
    ],
    ['Rows of a page', String(constants.largestPage), '', '422'],
  ];
  return table(['Limit', 'Is', 'Set by', 'Beyond it'], rows);
};

const monitoring = (facts: Facts): Block =>
  list([
    facts.parts.metrics
      ? `${code('security_events_total')} counts refusals by reason; ${code('GET /metrics')} itself is closed in production without ${code('METRICS_TOKEN')} or ${code('METRICS_PORT')}.`
      : 'No metrics: refusals stand in the access log alone.',
    facts.parts.auditLog
      ? `${code('audit_events')} keeps who did what, each row with the hash of the one before; ${code(facts.run('audit:verify'))} shows tampering, a trigger refuses changes.`
      : undefined,
    'Logs leave out secrets, cookies and addresses of mail by name and by form.',
    facts.tiers.length > 0
      ? 'Bots: an address that only fails is slowed by the tier of its credentials; recognising programs by behaviour is left to what stands in front.'
      : undefined,
  ]);

/** The layers between the internet and a row, with their limits. */
export const apiSecurity = (facts: Facts): string =>
  document(
    'API security',
    `Defence in depth, in the order in which a request meets it. ${facts.repository.has('docs/SECURITY-CONTROLS.md') ? 'Each control with its file and test: [SECURITY-CONTROLS.md](../SECURITY-CONTROLS.md). ' : ''}How to report a weakness: [SECURITY.md](../../SECURITY.md).`,
    section(
      'Rate limiting and DoS protection',
      limits(facts),
      facts.parts.rateLimits
        ? `The caller's address is that of the connection; ${code('X-Forwarded-For')} counts only behind a proxy named in ${code('TRUST_PROXY')}.`
        : undefined,
    ),
    section('Input validation', inputs(facts)),
    section('Authentication and authorization', access(facts)),
    section(
      'Answers',
      'These headers go with every answer, `strict-transport-security` in production alone; a route may set its own `cache-control`, and `/docs` its own policy:',
      table(
        ['Header', 'Value'],
        Object.entries(facts.constants.headers).map(([name, value]) => [code(name), code(value)]),
      ),
      `CORS: no origin may read answers unless ${code('CORS_ORIGINS')} names it. An unexpected error answers a constant text and the request id; the cause is in the log.`,
    ),
    section('Monitoring', monitoring(facts)),
  );
