import { foremost, part, prove } from '../../evidence.ts';
import { routes } from '../../facts/routes.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { identifies, tokenUses, withoutTokens } from './sign-in.ts';

const accessTokens = /access-?tokens?|jwt/i;

export default defineStandard({
  id: 'AUTH-04',
  title: 'Access tokens that are short-lived and pinned',
  why: 'A token that any algorithm, issuer or audience may have made is one that an attacker can make.',
  references: ['RFC 8725', 'RFC 9068', 'RFC 7517', 'OWASP ASVS 5.0 V9'],
  features: ['jwt'],
  appliesTo: withoutTokens,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no JSON Web Token in the server', tokenUses(repository)),
        ...(repository.choices === undefined ? [] : [part('nothing that finds out who calls', identifies(repository))]),
        part(
          'no pinned algorithm where tokens are verified',
          inServer(repository, { kind: 'key', text: 'algorithms' }),
        ),
        part('no check of the issuer', inServer(repository, { kind: 'key', text: /^(?:allowedIss|issuer)$/ })),
        part('no check of the audience', inServer(repository, { kind: 'key', text: /^(?:allowedAud|audience)$/ })),
        part(
          'no end of a token’s life',
          inServer(repository, { kind: ['key', 'call'], text: /^(?:expiresIn|exp)$|setExpirationTime$/ }),
        ),
        part('no key id, so that keys cannot be rotated', inServer(repository, { kind: ['key', 'name'], text: 'kid' })),
        part(
          'no route that publishes the keys',
          routes(repository)
            .filter(({ path }) => path.includes('jwks'))
            .map(({ place }) => place),
        ),
      ],
      tests: [
        part(
          'no test that forged tokens are refused',
          foremost(
            testsAbout(repository, {
              about: /forged(?! credentials)|refused|not valid|invalid|tamper|algorithm/i,
              using: [/token/i, /alg|kid|none|sign/i],
            }),
            accessTokens,
          ),
        ),
        part(
          'no test that tokens expire',
          foremost(testsAbout(repository, { about: /expire/i, using: [/token/i] }), accessTokens),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Verify with one algorithm that you name, the issuer, the audience and the expiry; let tokens live for minutes.',
      'Name the key in `kid`, publish the public keys at `/.well-known/jwks.json`, and let two keys be valid while they change.',
    ),
});
