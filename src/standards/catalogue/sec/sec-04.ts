import { part, prove, type Part } from '../../evidence.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { bare } from '../../facts/syntax.ts';
import { testsThat } from '../../facts/tests-that.ts';
import type { Repository } from '../../repository/repository.ts';
import { defineStandard, type Place } from '../../standard.ts';
import { steps, unmet } from '../../verdicts.ts';
import { notApplied } from '../../applied.ts';
import { helmet, namesHeader } from './response-headers.ts';

const letsAllIn = ({ node }: Occurrence): boolean => {
  if (node.type !== 'ObjectProperty') return false;
  const value = bare(node.value);
  return (value.type === 'BooleanLiteral' && value.value) || (value.type === 'StringLiteral' && value.value === '*');
};

const corsPackage = /^(?:cors|@fastify\/cors|koa2?-cors)$/;

/** Keys `origin` of a server that uses CORS. */
const origins = (repository: Repository, where: (one: Occurrence) => boolean): Place[] => {
  const cors = [
    ...packageInServer(repository, { from: corsPackage }),
    ...inServer(repository, { kind: 'call', text: /\.enableCors$/ }),
  ];
  const ownCors = namesHeader(repository, /^access-control-allow-origin$/i);
  return cors.length + ownCors.length === 0 ? [] : inServer(repository, { kind: 'key', text: 'origin', where });
};

const headerParts = (repository: Repository): Part[] => {
  const byHelmet = helmet(repository);
  const header = (what: string, name: RegExp, others: readonly Place[] = byHelmet): Part =>
    part(`no ${what}`, [...namesHeader(repository, name), ...others]);
  return [
    header('Content-Security-Policy', /^content-security-policy$/i),
    header('Strict-Transport-Security', /^strict-transport-security$/i),
    header('X-Frame-Options', /^x-frame-options$/i),
    header('Referrer-Policy', /^referrer-policy$/i),
    header('Permissions-Policy', /^permissions-policy$/i, []),
  ];
};

export default defineStandard({
  id: 'SEC-04',
  title: 'Security headers, and CORS by an allow-list',
  why: 'They tell the browser to stop what the server cannot see: framing, downgrades, other sites that read answers.',
  references: ['OWASP ASVS 5.0 V3.4', 'RFC 6797', 'OWASP API8:2023'],
  features: [],
  check: (repository) => {
    const open = origins(repository, letsAllIn);
    if (open.length > 0) return unmet('There is a CORS policy that lets every site read the answers.', open);
    const headers = namesHeader(repository, /^(?:content-security-policy|access-control-allow-origin)$/i);
    const idle = notApplied(repository, 'security headers', headers);
    if (idle) return idle;
    return prove(repository, {
      parts: [
        ...headerParts(repository),
        part(
          'no list of the origins that may read answers',
          origins(repository, (one) => !letsAllIn(one)),
        ),
      ],
      tests: [
        part('no test of the Content-Security-Policy', testsThat(repository, { says: ['content-security-policy'] })),
        part('no test of Strict-Transport-Security', testsThat(repository, { says: ['strict-transport-security'] })),
        part(
          'no test that an unknown origin is refused',
          testsThat(repository, { says: ['access-control-allow-origin', /origin/i], title: /origin|cors/i }),
        ),
      ],
      unseen: {
        because: 'a proxy in front may set the headers',
        command: 'curl -sI "$BASE_URL/" | grep -iE "policy|security|frame"',
      },
    });
  },
  remedy: () =>
    steps(
      "Set on every answer: Content-Security-Policy: default-src 'none'; frame-ancestors 'none', X-Frame-Options: DENY, Referrer-Policy: no-referrer, Permissions-Policy, and in production Strict-Transport-Security: max-age=63072000; includeSubDomains.",
      'Compare Origin with a list from the configuration; without a match send no Access-Control-Allow-Origin.',
      'Test each header on a good answer, an error and a 404, and CORS with a listed, an unlisted and a look-alike origin.',
    ),
});
