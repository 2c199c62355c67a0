import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const sockets =
  /^(?:ws|socket\.io|uWebSockets\.js|@fastify\/websocket|express-ws|@nestjs\/websockets|@nestjs\/platform-ws)$/;

export default defineStandard({
  id: 'API-10',
  title: 'A stream of changes that can be resumed',
  why: 'Clients that poll are late and expensive; a stream that cannot be resumed loses what happened meanwhile.',
  references: ['RFC 6455', 'WHATWG HTML section 9.2 (server-sent events)'],
  features: ['realtime'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no stream of changes', [
          ...packageInServer(repository, { from: sockets }),
          ...inServer(repository, { kind: 'string', text: /text\/event-stream/ }),
          ...inServer(repository, { kind: 'call', text: 'Sse' }),
        ]),
        part(
          'no place to resume from (`Last-Event-ID`, an offset)',
          inServer(repository, {
            kind: ['string', 'member', 'name'],
            text: /last-?event-?id|resumeFrom|lastSeen|sinceId|offset$/i,
          }),
        ),
      ],
      tests: [
        part(
          'no test that drops the connection and resumes',
          testsAbout(repository, {
            about: /resum|drop|reconnect/i,
            using: [/event-stream|WebSocket|last-event-id|EventSource/i],
          }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Serve changes as server-sent events at `/api/v1/changes`, in order for each key, with an id that grows.',
      'Begin after `Last-Event-ID` when it is given, and answer 410 when that is too long ago.',
      'Show by a test that a client which was cut off misses nothing.',
    ),
});
