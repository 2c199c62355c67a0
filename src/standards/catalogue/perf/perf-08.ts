import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

export default defineStandard({
  id: 'PERF-08',
  title: 'Compression and streaming where they pay',
  why: 'A list of a hundred rows is ten times smaller compressed, and a large answer need not be in memory as a whole.',
  references: ['RFC 9110 section 8.4'],
  features: ['compression'],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no compression of answers', [
          ...packageInServer(repository, {
            from: /^(?:compression|@fastify\/compress|koa-compress|shrink-ray-current)$/,
          }),
          ...inServer(repository, {
            kind: 'call',
            text: /(?:^|\.)create(?:Gzip|BrotliCompress|ZstdCompress|Deflate)$/,
          }),
        ]),
      ],
      tests: [
        part(
          'no test that a large answer is compressed, and a small one is not',
          // A request that is sent compressed, and refused, is another matter.
          testsThat(repository, { says: ['content-encoding'], title: /compress|gzip|brotli|encod/i }),
        ),
      ],
      unseen: {
        because: 'a proxy in front may compress',
        command: 'curl -sI -H "accept-encoding: br, gzip" "$BASE_URL/<list>" | grep -i content-encoding',
      },
    }),
  remedy: () =>
    steps(
      'Compress answers of 1 kB and more (@fastify/compress, compression) with gzip and Brotli of a low level, or let the proxy do it and say so in the README.',
      'Leave out answers that hold a secret next to what a client sent (log-in, tokens): their length would tell (BREACH).',
      'Stream what is larger than a page. Test content-encoding, and vary: accept-encoding.',
    ),
});
