import { foremost, part, prove } from '../../evidence.ts';
import { inServer, inProgram } from '../../facts/search.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { helmet, namesHeader } from './response-headers.ts';

const verified = /sslmode=(?:require|verify-ca|verify-full)|[?&](?:tls|ssl)=true/;

/** Configuration and documents that say how the connection to the database is encrypted. */
const databaseTls = (repository: Repository): Place[] => [
  ...inProgram(repository, {
    kind: 'key',
    text: /^(?:ssl|rejectUnauthorized|sslmode)$/,
    in: /data|db|pool|orm|prisma|sql/i,
  }),
  ...repository
    .matching(/(?:^|\/)\.env\.example$|(?:^|\/)(?:README|SECURITY)\.md$|^docs\/.*\.md$|^deploy\//)
    .flatMap((path) => {
      const line = (repository.text(path) ?? '').split('\n').findIndex((text) => verified.test(text));
      return line === -1 ? [] : [{ path, line: line + 1 }];
    }),
];

export default defineStandard({
  id: 'SEC-10',
  title: 'Everything is encrypted in transit',
  why: 'Whoever sits between two of the parts reads passwords and tokens unless both ends insist on TLS.',
  references: ['OWASP ASVS 5.0 V12', 'RFC 8446', 'RFC 6797'],
  features: [],
  check: (repository) =>
    prove(repository, {
      parts: [
        part('neither HTTPS nor a list of trusted proxies that bring it', [
          ...inServer(repository, { kind: 'key', text: /^(?:trustProxy|minVersion|http2)$/ }),
          ...inServer(repository, { kind: 'string', text: 'trust proxy' }),
          ...inServer(repository, { kind: 'call', text: /^https\.createServer$/ }),
        ]),
        part('no Strict-Transport-Security', [
          ...namesHeader(repository, /^strict-transport-security$/i),
          ...helmet(repository),
        ]),
        part('nothing about TLS to the database', databaseTls(repository)),
      ],
      tests: [
        part(
          'no test of which proxies are trusted',
          foremost(testsThat(repository, { says: [/trust(?:ed)?_?prox|x-forwarded/i] }), /prox|forwarded/i),
        ),
        part('no test of Strict-Transport-Security', testsThat(repository, { says: ['strict-transport-security'] })),
      ],
      unseen: {
        because: 'TLS usually ends in front of the server',
        command: 'curl -sI "https://<host>/" | grep -i strict-transport-security',
      },
    }),
  remedy: () =>
    steps(
      'End TLS 1.3 at a proxy; set TRUST_PROXY to its network, so that the address and the scheme of the client are true.',
      'Send Strict-Transport-Security: max-age=63072000; includeSubDomains in production.',
      'Append ?sslmode=verify-full (and &sslrootcert=…) to DATABASE_URL, rediss:// and smtps:// to the others, and say so in .env.example.',
    ),
});
