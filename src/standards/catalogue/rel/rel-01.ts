import { part, prove } from '../../evidence.ts';
import { inProgram, packageInProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

/** Libraries of protection, by what each calls the four parts of it. */
const from = /^(?:cockatiel|opossum|resilience4ts|@nestjs\/axios|mollitia)$/;

const uses = (repository: Repository, name: RegExp): Place[] => packageInProgram(repository, { from, name });

const clients = /^(?:nodemailer|axios|got|undici|ky|node-fetch|@aws-sdk\/.*|stripe|openid-client)$/;

/** Whether the program calls any other system over the network, besides its own database. */
const callsOthers = (repository: Repository): boolean =>
  packageInProgram(repository, { from: clients }).length > 0 ||
  inProgram(repository, { kind: 'call', text: 'fetch' }).length > 0;

export default defineStandard({
  id: 'REL-01',
  title: 'Outgoing calls have a time-out, jittered retries, a circuit breaker and a bulkhead',
  why: 'A system that answers slowly takes down everybody who waits for it.',
  references: ['OWASP API10:2023'],
  features: ['resilience'],
  appliesTo: (repository) =>
    callsOthers(repository) ? undefined : 'no call to another system was found, besides the database',
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no circuit breaker in use', uses(repository, /^(?:circuitBreaker|CircuitBreaker\w*|default)$/)),
        part('no time-out on a single attempt', uses(repository, /^(?:timeout|default)$/)),
        part('no retry with back-off', uses(repository, /retry|backoff/i)),
        part('no limit on calls at the same time', uses(repository, /bulkhead|semaphore/i)),
      ],
      tests: [
        part(
          'no test with a system that fails',
          testsAbout(repository, {
            about: /circuit|retry|tries again|resilien|outgoing|failed too often/i,
            using: [/reject|throw|fail/i],
          }),
        ),
      ],
      unseen: {
        because: 'which other systems are called, and how, cannot be seen',
        command: 'grep -rnE "fetch\\(|axios|got\\(|undici" src',
      },
    }),
  remedy: () =>
    steps(
      'Put the calls to each other system behind one policy of cockatiel: wrap(retry with ExponentialBackoff, bulkhead, circuitBreaker, timeout).',
      'Answer 503 with Retry-After while a circuit is open.',
      'Test it with a server that fails, hangs and recovers.',
    ),
});
