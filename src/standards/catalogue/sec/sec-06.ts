import { notPlugged } from '../../applied.ts';
import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer, variableInServer } from '../../facts/search.ts';
import { nameOf, type Node } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const hasKey = (node: Node, name: string): boolean =>
  node.type === 'ObjectExpression' &&
  node.properties.some((one) => one.type === 'ObjectProperty' && nameOf(one.key) === name);

export default defineStandard({
  id: 'SEC-06',
  title: 'Limits against denial of service',
  why: 'Every size and every wait that has no limit is one that an attacker can use up.',
  references: ['OWASP API4:2023', 'OWASP ASVS 5.0 V13.1.2', 'RFC 9110 section 15.5.14'],
  features: ['overload-protection'],
  check: (repository) =>
    notPlugged(repository, 'limits on load', /overload-protection|admission/) ??
    prove(repository, {
      parts: [
        part('no limit on the size of a body', [
          ...inServer(repository, { kind: 'key', text: 'bodyLimit' }),
          ...variableInServer(repository, /^(?:[A-Z_]*_)?BODY_(?:LIMIT|SIZE|MAX)[A-Z_]*$/),
          ...inServer(repository, {
            kind: 'call',
            text: /(?:^|\.)(?:json|urlencoded|raw|text|useBodyParser|readBody)$/,
            where: ({ node }) => node.type === 'CallExpression' && node.arguments.some((one) => hasKey(one, 'limit')),
          }),
        ]),
        part('no time-out for a request', inServer(repository, { kind: ['key', 'member'], text: 'requestTimeout' })),
        part('no time-out for its headers', inServer(repository, { kind: ['key', 'member'], text: 'headersTimeout' })),
        part(
          'no time-out for idle connections',
          inServer(repository, { kind: ['key', 'member'], text: 'keepAliveTimeout' }),
        ),
        part(
          'no limit on connections',
          inServer(repository, {
            kind: ['key', 'member'],
            text: /^(?:maxConnections|server_max_connections)$/,
            in: /app|server|main|http/i,
          }),
        ),
        part('nothing that answers 503 while the event loop is late', [
          ...inServer(repository, {
            kind: 'call',
            text: /^(?:perf_hooks\.|performance\.)?(?:monitorEventLoopDelay|eventLoopUtilization)$/,
          }),
          ...packageInServer(repository, { from: /^(?:@fastify\/under-pressure|toobusy-js|overload-protection)$/ }),
        ]),
      ],
      tests: [
        part('no test of a body that is too large', testsThat(repository, { says: [413] })),
        part('no test of a client that is too slow', testsThat(repository, { says: [408] })),
        part(
          'no test of an overload',
          testsThat(repository, { says: [503], file: [/overload|pressure|tooBusy|busy/i] }),
        ),
      ],
      unseen: {
        because: 'a proxy in front may hold the limits',
        command: 'npx autocannon -c 500 -d 10 "$BASE_URL/<route>"',
      },
    }),
  remedy: () =>
    steps(
      'Set bodyLimit (100 kB), requestTimeout (30 s), headersTimeout (15 s), keepAliveTimeout (75 s) and server.maxConnections from the configuration.',
      'Measure the delay of the event loop; over 200 ms, or over a number of requests in flight, answer 503 with Retry-After at once.',
      'Test 413, 408 and 503, and that the server is as fast as before afterwards.',
    ),
});
