import { part, prove } from '../../evidence.ts';
import { readsHeader } from '../../facts/headers.ts';
import { inServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { withoutSignIn } from './sign-in.ts';

const inKeys = /api-?_?keys?/i;

export default defineStandard({
  id: 'AUTH-08',
  title: 'API keys that are scoped, expire and can be taken back',
  why: 'Programs cannot type passwords; a key that never ends and may do all is the one that leaks.',
  references: ['OWASP API2:2023'],
  features: ['api-key'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no API key that callers can send', [
          ...readsHeader(repository, 'x-api-key').filter(({ path }) => inKeys.test(path)),
          ...inServer(repository, {
            kind: ['call', 'new'],
            text: /api_?keys?_?(?:authenticator|guard|strategy|service)/i,
          }),
        ]),
        part(
          'no digest of keys: they are stored as they are',
          inServer(repository, { kind: 'call', text: /digest|hash/i, in: inKeys }),
        ),
        part(
          'no scopes',
          inServer(repository, { kind: ['key', 'member', 'name'], text: /scopes?|permissions?/i, in: inKeys }),
        ),
        part(
          'no end of a key’s life',
          inServer(repository, { kind: ['key', 'member', 'name'], text: /expire/i, in: inKeys }),
        ),
        part(
          'no way to take a key back',
          inServer(repository, { kind: ['key', 'member', 'name', 'call'], text: /revoke/i, in: inKeys }),
        ),
        part(
          'no record of the last use',
          inServer(repository, { kind: ['key', 'member', 'name'], text: /last_?used/i, in: inKeys }),
        ),
      ],
      tests: [
        part(
          'no test of keys that were revoked or have expired',
          testsAbout(repository, { about: /api.?keys?/i, using: [/revoke|expire/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Make keys of random bytes with a prefix, show them once, and store their digest.',
      'Give each key scopes, an end and an owner; record its last use; let it be revoked and rotated.',
    ),
});
