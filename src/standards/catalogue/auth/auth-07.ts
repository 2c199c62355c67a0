import { part, prove } from '../../evidence.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import { testsAbout } from '../../facts/test-cases.ts';
import { defineStandard } from '../../standard.ts';
import { steps } from '../../verdicts.ts';
import { withoutSignIn } from './sign-in.ts';

const clients =
  /^(?:openid-client|oauth4webapi|arctic|@fastify\/oauth2|grant|passport-(?:google.*|github.*|oauth2|openidconnect)|express-openid-connect|better-auth)$/;
const inSignIn = /oauth|oidc|openid|social/i;

export default defineStandard({
  id: 'AUTH-07',
  title: 'Log-in through an OpenID provider',
  why: 'People who keep one good account choose fewer bad passwords; a flow without state and PKCE hands it to others.',
  references: ['RFC 9700', 'RFC 7636', 'OpenID Connect Core 1.0'],
  features: ['oauth2'],
  appliesTo: withoutSignIn,
  check: (repository) =>
    prove(repository, {
      parts: [
        part('no log-in through a provider', packageInServer(repository, { from: clients })),
        part(
          'no PKCE',
          inServer(repository, { kind: ['name', 'key', 'string'], text: /code_?verifier|code_?challenge|pkce/i }),
        ),
        part(
          'no `state`',
          inServer(repository, { kind: ['key', 'name'], text: /^(?:expected_?)?state$/i, in: inSignIn }),
        ),
        part('no `nonce`', inServer(repository, { kind: ['key', 'name'], text: /nonce/i, in: inSignIn })),
        part(
          'no check that the provider has verified the address',
          inServer(repository, { kind: ['key', 'member', 'name', 'string'], text: /^email_?verified$/i, in: inSignIn }),
        ),
      ],
      tests: [
        part(
          'no test against a provider',
          testsAbout(repository, { about: /oauth|oidc|openid|provider/i, using: [/state|nonce|pkce|code/i] }),
        ),
      ],
    }),
  remedy: () =>
    steps(
      'Use the authorization code flow with PKCE, `state` and `nonce`, and redirect URIs that match exactly (`openid-client`).',
      'Link an account by the provider’s subject, and by address only when the provider has verified it.',
      'Test it against a provider that runs beside the tests.',
    ),
});
