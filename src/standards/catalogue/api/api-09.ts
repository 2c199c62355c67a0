import { part, prove } from '../../evidence.ts';
import { unlessChosen, usesOf } from '../../facts/chosen.ts';
import { inProgram } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const choice = {
  features: ['grpc', 'events'],
  packages:
    /^(?:@grpc\/grpc-js|nice-grpc|@connectrpc\/.*|kafkajs|@confluentinc\/kafka-javascript|amqplib|nats|mqtt|@nestjs\/microservices)(?:\/|$)/,
};

export default defineStandard({
  id: 'API-09',
  title: 'Calls between services have a contract',
  why: 'Two services that agree by word of mouth break each other when one of them is deployed.',
  references: ['AsyncAPI 3.0'],
  features: ['grpc', 'events'],
  appliesTo: unlessChosen(choice, 'no gRPC and no events between services were chosen'),
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no gRPC service and no event in the program', usesOf(repository, choice)),
        part('no schema of the messages (`.proto`, AsyncAPI, or a schema in code)', [
          ...repository.matching(/\.proto$|asyncapi\.(?:ya?ml|json)$/).map((path) => ({ path, line: 1 })),
          ...inProgram(repository, { kind: 'name', text: /^\w*(?:event|message)\w*schema$/i }),
        ]),
        part(
          'no deadline of a call and no retry',
          inProgram(repository, { kind: ['key', 'call'], text: /deadline|retry|retries|nack/i }),
        ),
      ],
      tests: [
        part(
          'no test of a message that is sent and received',
          testsAbout(repository, {
            about: /grpc|event|message|queue|broker/i,
            using: [/publish|emit|call|consume|send/i],
          }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Write the messages down as `.proto` files or schemas with a version, and check them where they arrive.',
      'Give each call a deadline and each consumer a retry; show by a test that a message arrives.',
    ),
});
