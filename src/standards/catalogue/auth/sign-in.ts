import type { Proof } from '../../evidence.ts';
import { routes } from '../../facts/routes.ts';
import { inServer, packageInServer } from '../../facts/search.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Place } from '../../standard.ts';

/** Why nothing about signing in applies, where a repository of ours was emitted without it. */
export const withoutSignIn = ({ choices }: Repository): string | undefined =>
  choices?.auth.length === 0 ? 'no way to sign in was chosen' : undefined;

const tokenPackages = /^(?:jsonwebtoken|jose|fast-jwt|@fastify\/jwt|@nestjs\/jwt|express-jwt|passport-jwt)$/;

/** Where the server makes or reads JSON Web Tokens. */
export const tokenUses = (repository: Repository): Place[] => packageInServer(repository, { from: tokenPackages });

/** Where a repository of ours finds out, for each request, who calls. */
export const identifies = (repository: Repository): Place[] =>
  inServer(repository, { kind: 'call', text: /(?:^|\.)accessControl\.identify$/ });

/** Why nothing about JSON Web Tokens applies, where there are none. */
export const withoutTokens = (repository: Repository): string | undefined => {
  const none = withoutSignIn(repository);
  if (none !== undefined) return none;
  const chosen = repository.choices?.auth;
  if (chosen === undefined) return tokenUses(repository).length > 0 ? undefined : 'no JSON Web Tokens are in use';
  return chosen.includes('jwt') ? undefined : 'JSON Web Tokens were not chosen';
};

/** Routes whose path says what they are for. */
export const routesTo = (repository: Repository, pattern: RegExp): Place[] =>
  routes(repository)
    .filter(({ path, method }) => method !== 'GET' && pattern.test(path))
    .map(({ place }) => place);

/** Nothing of it in a repository of somebody else's may mean that it is done by a service in front of it. */
export const elsewhere: NonNullable<Proof['unseen']> = {
  because: 'nothing in the sources does this; a gateway or an identity provider may',
  command: 'curl -i -X POST <the route that signs in>',
};
