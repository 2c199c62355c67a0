import { part, prove } from '../../evidence.ts';
import { unlessChosen, usesOf } from '../../facts/chosen.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';

const choice = {
  features: ['session'],
  packages:
    /^(?:express-session|@fastify\/session|@fastify\/secure-session|cookie-session|iron-session|connect-redis)$/,
};

export default defineStandard({
  id: 'AUTH-06',
  title: 'Sessions in cookies that cannot be read, sent along or kept',
  why: 'A cookie goes along with every request, also with those that another site makes.',
  references: ['RFC 6265', 'OWASP ASVS 5.0 V3.3', 'OWASP ASVS 5.0 V7.3'],
  features: ['session'],
  appliesTo: unlessChosen(choice, 'sessions in cookies were not chosen'),
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no session in the server', [
          ...usesOf(repository, choice),
          ...inServer(repository, { kind: ['key', 'string'], text: /^httponly$/i }),
        ]),
        part('no `HttpOnly` on the cookie', inServer(repository, { kind: ['key', 'string'], text: /httponly/i })),
        part('no `Secure` on the cookie', inServer(repository, { kind: ['key', 'string'], text: /\bsecure\b/i })),
        part('no `SameSite` on the cookie', inServer(repository, { kind: ['key', 'string'], text: /samesite/i })),
        part(
          'no new id at log-in',
          inServer(repository, {
            kind: 'call',
            text: /(?:^|\.)(?:regenerate\w*|start|rotate\w*)$/,
            in: /auth|session/i,
          }),
        ),
        part(
          'no limit on idle sessions and on their age',
          inServer(repository, { kind: ['key', 'name', 'member'], text: /idle|absolute|maxAge|rolling/i }),
        ),
        part('no protection against requests of other sites (CSRF)', [
          ...inServer(repository, { kind: ['call', 'name', 'string'], text: /csrf|sec-fetch-site/i }),
          ...packageInServer(repository, { from: /csrf/ }),
        ]),
      ],
      tests: [
        part(
          'no test of the cookie',
          testsAbout(repository, { about: /cookie|session/i, using: [/samesite|httponly/i] }),
        ),
        part(
          'no test of a request of another site',
          testsAbout(repository, { about: /csrf|other site|cross-site|another origin/i }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Set `HttpOnly`, `Secure` and `SameSite` on the cookie; give a new id at log-in; end sessions after 30 idle minutes and at an absolute age.',
      'Refuse changes that another site sends (a token, or `Sec-Fetch-Site`).',
      'Let people list their sessions and end them.',
    ),
});
