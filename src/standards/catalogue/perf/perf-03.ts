import { foremost, part, prove } from '../../evidence.ts';
import { findUsed } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { bare, firstTextIn, type Node } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import { serverCode } from '../../facts/used.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { notPlugged } from '../../applied.ts';

const header = /^cache-?control$/i;

const valueOf = (node: Node): Node | undefined => {
  if (node.type === 'ObjectProperty') return node.value;
  return node.type === 'CallExpression' ? node.arguments[1] : undefined;
};

/** Where the server sets Cache-Control to a value of a kind, in an object or by a call. */
const cacheControl = (repository: Repository, value: RegExp): Place[] =>
  findUsed(repository, serverCode(repository), {
    kind: ['key', 'call'],
    text: /(?:^|\.)(?:cache-?control|header|set|setHeader|append|Header)$/i,
  })
    .filter(({ kind, text, node }) => {
      if (kind === 'key' ? !header.test(text) : !header.test(firstTextIn(node) ?? '')) return false;
      const given = valueOf(node);
      const inner = given && bare(given);
      return inner?.type === 'StringLiteral' && value.test(inner.value);
    })
    .map(({ place }) => place);

const has = (repository: Repository): Place[] => [
  ...inServer(repository, { kind: 'call', text: /(?:^|\.)(?:weakTag|etag|createETag)$/i }),
  ...packageInServer(repository, { from: /^(?:etag|@fastify\/etag|express)$/ }),
];

export default defineStandard({
  id: 'PERF-03',
  title: 'Cache-Control per route, and ETags, for browsers and CDNs',
  why: 'The fastest request is the one that never arrives; the worst is a private answer that a CDN keeps.',
  references: ['RFC 9111', 'RFC 9110 section 13', 'OWASP ASVS 5.0 V14.3.2'],
  features: [],
  check: (repository) => {
    const idle = notPlugged(repository, 'headers against keeping answers', /security-headers/);
    if (idle !== undefined) return idle;
    return prove(repository, {
      parts: [
        part('no `no-store` for answers that nobody may keep', cacheControl(repository, /no-store|private/i)),
        part('no route whose answers may be kept', cacheControl(repository, /max-age=[1-9]|s-maxage/i)),
        part('no ETag', has(repository)),
      ],
      tests: [
        part(
          'no test of Cache-Control',
          foremost(
            testsThat(repository, { says: ['cache-control', /no-store|max-age/] }),
            /headers?|cach|conditional/i,
          ),
        ),
        part('no test that an unchanged answer is 304', testsThat(repository, { says: [304] })),
      ],
      unseen: {
        because: 'a CDN in front may set the header',
        command: 'curl -sI "$BASE_URL/<route>" | grep -iE "cache-control|etag"',
      },
    });
  },
  remedy: () =>
    steps(
      'Send Cache-Control: no-store by default, and for each public route what it allows (public, max-age=60, stale-while-revalidate=30).',
      'Send an ETag with each read, and answer 304 to If-None-Match.',
      'Test the header of each kind of route.',
    ),
});
