import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { notApplied } from '../../applied.ts';

export default defineStandard({
  id: 'OPS-02',
  title: 'Structured logs with the ids of request and trace on every line',
  why: 'Without them nobody can tell which of ten thousand lines belong to the request that failed.',
  references: ['W3C Trace Context', 'OWASP ASVS 5.0 V16.2', 'Twelve-Factor XI'],
  features: [],
  check: (repository) => {
    const context = inServer(repository, { kind: ['new', 'name'], text: /AsyncLocalStorage$|^ClsService$/ });
    const idle = notApplied(repository, 'a context and a log of requests', context);
    if (idle !== undefined) return idle;
    return prove(repository, {
      parts: [
        part(
          'no logger that writes JSON',
          packageInServer(repository, {
            from: /^(?:pino|pino-http|nestjs-pino|winston|bunyan|@nestjs\/common\/logger)$/,
          }),
        ),
        part('no context that follows a request', context),
        part(
          'no id of the request in it',
          inServer(repository, {
            kind: ['key', 'name', 'member', 'string'],
            text: /^(?:requestId|request_id|reqId|correlationId|x-request-id)$/,
          }),
        ),
        part('no reading of `traceparent`', inServer(repository, { kind: ['member', 'string'], text: 'traceparent' })),
      ],
      tests: [
        part(
          'no test that log lines carry the ids',
          testsAbout(repository, { about: /log/i, using: [/requestId|request_id|reqId|correlationId/] }),
        ),
      ],
    });
  },
  remedy: () =>
    steps(
      'Log with pino, one JSON object a line, to standard output.',
      'Keep requestId and traceId (from `traceparent`, else new) in an AsyncLocalStorage, and mix them into each line.',
      'Test that a line written deep inside a request carries both.',
    ),
});
