import { foremost, part, prove } from '../../evidence.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { routesTo, withoutTokens } from './sign-in.ts';

const inTokens = /token|auth|session/i;

/** Where refresh tokens are, before whatever else is digested, ended or done once. */
const ofRefreshTokens = /refresh|\btokens?[-_.]?service/i;

export default defineStandard({
  id: 'AUTH-05',
  title: 'Refresh tokens are good once',
  why: 'A stolen refresh token is a sign-in for weeks, unless its second use gives the thief away.',
  references: ['RFC 9700 section 4.14', 'RFC 6749 section 10.4'],
  features: ['jwt'],
  appliesTo: withoutTokens,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no route that refreshes', routesTo(repository, /refresh/)),
        part(
          'no digest of refresh tokens: they are stored as they are',
          foremost(
            inServer(repository, {
              kind: 'call',
              text: /(?:^|\.)(?:digestOf|hashToken|createHash|digest)$/,
              in: inTokens,
            }),
            ofRefreshTokens,
          ),
        ),
        part(
          'no refusal of a token that was used before',
          inServer(repository, { kind: ['new', 'call'], text: /reuse|family/i, in: inTokens }),
        ),
        part(
          'no end of the sign-in that it belongs to',
          foremost(
            inServer(repository, {
              kind: 'call',
              text: /(?:^|\.)(?:end|revoke\w*|deleteMany|invalidate\w*)$/,
              in: inTokens,
            }),
            ofRefreshTokens,
          ),
        ),
      ],
      tests: [
        part(
          'no test of the second use',
          foremost(
            testsAbout(repository, { about: /once|reuse|re-use|rotat|used before|many uses/i, using: [/refresh/i] }),
            ofRefreshTokens,
          ),
        ),
        part(
          'no test that only a digest is stored',
          testsAbout(repository, { about: /digest|opaque|hashed/i, using: [/refresh/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Make refresh tokens of random bytes, store their digest, and give a new one at each use.',
      'When one is used again, end the sign-in with all of its tokens.',
      'Show by a test that of many uses at the same time one gets a new pair.',
    ),
});
