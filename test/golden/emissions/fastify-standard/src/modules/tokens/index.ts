import type { Platform } from '../../platform/platform.ts';
import type { Authenticator } from '../../platform/principal.ts';
import { createSignInStates, type Auth } from '../auth/index.ts';
import { BearerAuthenticator } from './application/bearer-authenticator.ts';
import { TokenService } from './application/token-service.ts';
import { RefreshTokenKyselyRepository } from './persistence/refresh-token-kysely-repository.ts';
import { tokenTransactions } from './persistence/token-transactions.ts';

export { TokenService } from './application/token-service.ts';
export { TokenExpiredError, TokenReusedError } from './domain/token-errors.ts';

/** The use cases of tokens. */
export const createTokens = (
  platform: Platform,
  { credentials, sessions }: Pick<Auth, 'credentials' | 'sessions'>,
): TokenService => {
  const { accessTokens, database, env, clock } = platform;
  return new TokenService({
    transaction: tokenTransactions(platform),
    refreshTokens: new RefreshTokenKyselyRepository(database, clock),
    accessTokens,
    credentials,
    sessions,
    clock,
    refreshSeconds: env.JWT_REFRESH_TTL,
  });
};

/** Makes the reader of access tokens. */
export const createBearerAuthenticator = (platform: Platform): Authenticator =>
  new BearerAuthenticator(platform.accessTokens, createSignInStates(platform));
