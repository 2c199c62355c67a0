import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const clients = /^(?:ioredis|redis|@redis\/client|memcached|memjs|amqplib|bullmq|kafkajs)$/;

/** Where something may take over for them: a `fallback` elsewhere is one of something else. */
const nearClients = /redis|memcache|cache|broker|queue|kafka|rabbit|limit|store|session|platform|infra/i;

const usesAny = (repository: Repository): Place[] => packageInServer(repository, { from: clients });

export default defineStandard({
  id: 'REL-03',
  title: 'Graceful degradation: without its cache or broker the backend still answers',
  why: 'Something that was added for speed must not become one more thing that can take everything down.',
  references: [],
  features: [],
  appliesTo: (repository) =>
    usesAny(repository).length > 0 ? undefined : 'the server uses neither a cache nor a broker that could fail',
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no client of a cache or broker', usesAny(repository)),
        part(
          'nothing that takes over while it is away',
          inServer(repository, {
            kind: ['key', 'name', 'member'],
            text: /insurance|fallback|degrad|^inMemory/i,
            in: nearClients,
          }),
        ),
      ],
      tests: [
        part(
          'no test with the cache or broker away',
          testsAbout(repository, {
            about: /away|\bdown\b|hang|fail|lost|take back over|degrad/i,
            using: [/redis|cache|broker|queue|kafka|amqp/i],
            in: /redis|cache|broker|queue|limit/i,
          }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Give each use of the cache or broker a short time-out and something that works without it: the database, or memory.',
      'Leave it out of readiness.',
      'Test requests with the server stopped, and with one that accepts connections but never answers.',
    ),
});
