import { part, prove } from '../../evidence.ts';
import { operations } from '../../facts/operations.ts';
import { routes } from '../../facts/routes.ts';
import { inProgram, packageInServer } from '../../facts/search.ts';
import { answersWith } from '../../facts/statuses.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const queues =
  /^(?:bullmq|bull|bee-queue|pg-boss|graphile-worker|agenda|amqplib|amqp-connection-manager|@nestjs\/bullmq?|@golevelup\/nestjs-rabbitmq)$/;

const ofJobs = /job|queue|worker/i;

/** A queue of somebody else's, or rows of jobs that workers take without waiting for each other. */
const queued = (repository: Repository): Place[] => [
  ...packageInServer(repository, { from: queues }),
  ...inProgram(repository, { kind: 'call', text: /\.skipLocked$/, in: ofJobs }),
  ...inProgram(repository, { kind: 'string', text: /\bskip locked\b/i, in: ofJobs }),
];

/** Answers 202. Without a queue they say that a mail will come, not that a job was begun. */
const accepted = (repository: Repository): Place[] => [
  ...operations(repository)
    .filter(({ success }) => success.get('status') === '202')
    .map(({ place }) => place),
  ...answersWith(repository, 202),
];

export default defineStandard({
  id: 'PERF-06',
  title: 'Long work answers 202 and a job to ask about',
  why: 'A request that takes minutes times out somewhere on the way, is sent again, and the work is done twice.',
  references: ['RFC 9110 section 15.3.3'],
  features: ['queue'],
  check: (repository) => {
    const queue = queued(repository);
    return prove(repository, {
      parts: [
        part('no queue for long work', queue),
        part('no route that answers 202', queue.length > 0 ? accepted(repository) : []),
        part(
          'no resource that tells how a job stands',
          routes(repository)
            .filter(
              ({ method, path }) =>
                method === 'GET' && /\/(?:jobs?|operations|tasks|exports|imports)\/(?:\{|:)/.test(path),
            )
            .map(({ place }) => place),
        ),
      ],
      tests: [
        part(
          'no test that starts a job and asks for it until it is done',
          testsThat(repository, { says: [202, /jobs?\b/i] }),
        ),
      ],
      unseen: { because: 'no queue that is known here is used', command: 'npm ls --depth 0' },
    });
  },
  remedy: () =>
    steps(
      'Add a table of jobs (kind, state, result, error, attempts) and a worker that takes them with FOR UPDATE SKIP LOCKED, or a broker.',
      'Answer 202 with Location: /api/v1/jobs/{id}; GET it for the state and the result, for its owner only.',
      'Test that the answer comes at once, that the job ends, and that a worker which dies loses none.',
    ),
});
