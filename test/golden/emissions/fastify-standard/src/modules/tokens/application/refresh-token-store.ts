import type { AuthStore } from '../../auth/index.ts';

/** A refresh token that was presented. All tokens of one sign-in are a family. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly userId: string;
  readonly used: boolean;
}

export interface RefreshTokenRepository {
  add(token: { readonly digest: string; readonly sessionId: string; readonly expiresAt: Date }): Promise<void>;
  /** Uses up a token that is unused and has not expired: of several uses at the same time, one gets it. */
  take(digest: string): Promise<RefreshToken | undefined>;
  /** Finds a token, used or not. */
  find(digest: string): Promise<RefreshToken | undefined>;
}

export interface TokenStore extends AuthStore {
  readonly refreshTokens: RefreshTokenRepository;
}

/** Runs a use case so that all of its changes are made, or none. */
export type TokenTransactions = <Result>(work: (store: TokenStore) => Promise<Result>) => Promise<Result>;
