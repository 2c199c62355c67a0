import { foremost, part, prove } from '../../evidence.ts';
import { setsHeader } from '../../facts/headers.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Where an answer asks the client to leave, and idle clients are sent away, while the server drains. */
const leaving = (repository: Repository): Place[] => {
  const draining = inServer(repository, {
    kind: ['string', 'name', 'member', 'call'],
    text: /^(?:drain\w*|\w+\.drain\w*|begin\w*drain|closeIdleConnections|\w+\.closeIdleConnections)$/i,
  });
  if (repository.choices === undefined) return draining;
  const files = new Set(draining.map(({ path }) => path));
  return setsHeader(repository, 'connection').filter(({ path }) => files.has(path));
};

export default defineStandard({
  id: 'REL-02',
  title: 'Graceful shutdown: no request is lost in a rolling restart',
  why: 'Every release would break the requests that are under way.',
  references: ['Twelve-Factor IX'],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('nothing that listens to SIGTERM', [
          ...inServer(repository, { kind: 'string', text: 'SIGTERM' }),
          ...inServer(repository, { kind: 'call', text: /(?:^|\.)enableShutdownHooks$/ }),
        ]),
        part('no answer that asks clients to leave while draining', leaving(repository)),
        part(
          'no close of the server',
          // A server of its own for metrics is not the one that answers clients.
          foremost(
            inServer(repository, { kind: 'call', text: /(?:^|\.)(?:app|server|httpServer|listener)\.close$/ }),
            /^(?!.*metrics)/,
          ),
        ),
      ],
      tests: [
        part(
          'no test that stops the server while it is used',
          testsAbout(repository, { about: /shut ?down|drain|sigterm|stopp/i, using: [/SIGTERM|\bclose\b/] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'On SIGTERM: turn readiness off, go on accepting for a moment with `Connection: close`, then stop to listen.',
      'Wait for the requests under way, at most as long as the platform allows; then close pools and exit 0.',
      'Test it with keep-alive clients that never pause: none may see an error.',
    ),
});
