import { AccessTokens } from '../../platform/crypto/access-tokens.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Authenticator } from '../../platform/principal.ts';
import { createAuth, createSignInStates } from '../auth/index.ts';
import { BearerAuthenticator } from './application/bearer-authenticator.ts';
import { TokenService } from './application/token-service.ts';
import { RefreshTokenKyselyRepository } from './persistence/refresh-token-kysely-repository.ts';
import { tokenTransactions } from './persistence/token-transactions.ts';

export { TokenExpiredError, TokenReusedError } from './domain/token-errors.ts';

const createAccessTokens = ({ env, signingKeys }: Platform): AccessTokens =>
  new AccessTokens({
    keys: signingKeys,
    issuer: env.JWT_ISSUER ?? env.PUBLIC_URL,
    audience: env.JWT_AUDIENCE,
    lifetimeSeconds: env.JWT_ACCESS_TTL,
  });

/** The use cases of tokens. */
export const createTokens = (platform: Platform): TokenService => {
  const { database, env, clock } = platform;
  const { credentials, sessions } = createAuth(platform);
  return new TokenService({
    transaction: tokenTransactions(platform),
    refreshTokens: new RefreshTokenKyselyRepository(database, clock),
    accessTokens: createAccessTokens(platform),
    credentials,
    sessions,
    clock,
    refreshSeconds: env.JWT_REFRESH_TTL,
  });
};

/** Makes the reader of access tokens. */
export const createBearerAuthenticator = (platform: Platform): Authenticator =>
  new BearerAuthenticator(createAccessTokens(platform), createSignInStates(platform));
