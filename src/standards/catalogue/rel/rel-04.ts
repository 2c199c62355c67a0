import { part, prove } from '../../evidence.ts';
import { besidePackage, inProgram, packageInProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const clients = /^(?:amqplib|amqp-connection-manager|bullmq|@nestjs\/bullmq|pg-boss|kafkajs|@aws-sdk\/client-sqs)$/;

export default defineStandard({
  id: 'REL-04',
  title: 'A queue with retries, dead letters and consumers that may see a message twice',
  why: 'Work that must not be lost cannot live in the memory of a process.',
  references: [],
  features: ['queue'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no client of a message queue', packageInProgram(repository, { from: clients })),
        part(
          'no consumer',
          inProgram(repository, {
            kind: ['call', 'new'],
            text: /(?:^|\.)(?:consume|work|Worker|Processor|process|run)$/,
            where: besidePackage(repository, clients),
          }),
        ),
        part(
          'no place for messages that cannot be handled',
          inProgram(repository, {
            kind: ['key', 'string', 'name', 'call'],
            text: /dead_?letter|x-dead-letter|dlq|\.nack$/i,
          }),
        ),
      ],
      tests: [
        part(
          'no test that a message is retried, and put aside in the end',
          testsAbout(repository, { about: /queue|consumer|job|message/i, using: [/retr|dead|twice|redeliver/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Choose the queue: BullMQ where Redis is there already, RabbitMQ for more than one consumer, pg-boss to stay with PostgreSQL alone.',
      'Give every message an id; consumers record the ids they have handled, in the transaction of their work.',
      'Retry with growing pauses, five times say, then move the message to a dead-letter queue with an alert.',
      'Test against the real broker: a failing consumer, a consumer that dies, a message that comes twice.',
    ),
});
