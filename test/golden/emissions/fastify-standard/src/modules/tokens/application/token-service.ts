import type { Clock } from '../../../platform/clock.ts';
import type { AccessTokens } from '../../../platform/crypto/access-tokens.ts';
import { createOpaqueToken, digestOf } from '../../../platform/crypto/opaque-token.ts';
import { UnauthenticatedError } from '../../../platform/errors.ts';
import type { Client, CredentialService, Credentials, SessionService } from '../../auth/index.ts';
import type { User } from '../../users/index.ts';
import { TokenExpiredError, TokenReusedError } from '../domain/token-errors.ts';
import type { RefreshToken, RefreshTokenRepository, TokenStore, TokenTransactions } from './refresh-token-store.ts';

export interface TokenPair {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly refreshToken: string;
}

export interface LogIn {
  readonly email: string;
  readonly password: string;
}

interface Dependencies {
  readonly transaction: TokenTransactions;
  readonly refreshTokens: RefreshTokenRepository;
  readonly accessTokens: AccessTokens;
  readonly credentials: CredentialService;
  readonly sessions: SessionService;
  readonly clock: Clock;
  /** How long a refresh token can wait for its use. */
  readonly refreshSeconds: number;
}

type Outcome = { readonly pair: TokenPair } | { readonly refusal: UnauthenticatedError };

/** Access tokens that live for minutes, and refresh tokens that are good once (RFC 9700, section 4.14.2). */
export class TokenService {
  constructor(private readonly dependencies: Dependencies) {}

  /**
   * Begins a sign-in.
   *
   * @throws InvalidCredentialsError, RateLimitedError, UnavailableError as the check of the credentials does
   */
  async logIn(given: LogIn, client: Client): Promise<{ pair: TokenPair; user: User }> {
    const { credentials } = this.dependencies;
    const checked = await credentials.logIn({ ...given, client });
    return { pair: await this.#begin(checked, client), user: checked.user };
  }

  /**
   * Gives a new pair for a refresh token. A token that was used before ends the sign-in it belongs to, and withdraws a
   * change of the address that waits to be confirmed.
   *
   * @throws TokenReusedError when it was used before
   * @throws TokenExpiredError when it waited too long for its use
   * @throws UnauthenticatedError when it is unknown, or its sign-in has ended
   */
  async refresh(refreshToken: string, client: Client): Promise<TokenPair> {
    const digest = digestOf(refreshToken);
    // A refusal must not undo what is written with it, so it is thrown after the transaction.
    const outcome = await this.dependencies.transaction(async (store) => this.#refresh(store, digest, client));
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.pair;
  }

  /** Ends the sign-in a refresh token belongs to. A token that is unknown, or of one that has ended, is no failure. */
  async logOut(refreshToken: string, client: Client): Promise<void> {
    const { refreshTokens, sessions } = this.dependencies;
    const found = await refreshTokens.find(digestOf(refreshToken));
    if (found) await sessions.endOf(found.userId, found.sessionId, client);
  }

  async #begin(checked: Credentials, client: Client): Promise<TokenPair> {
    const { transaction, sessions } = this.dependencies;
    return transaction(async (store) =>
      sessions.start(store, checked, client, ({ id }) => this.#issue(store, id, checked.user.id)),
    );
  }

  async #refresh(store: TokenStore, digest: string, client: Client): Promise<Outcome> {
    const taken = await store.refreshTokens.take(digest);
    if (!taken) return { refusal: await this.#refusal(store, digest, client) };
    // Thrown here, it undoes the use: whoever asks again gets the same answer, and is no thief.
    if (!(await store.sessions.state(taken.sessionId))) throw signInEnded();
    await store.sessions.markUsed(taken.sessionId);
    const pair = await this.#issue(store, taken.sessionId, taken.userId);
    await store.record(eventOf(taken, 'auth.refresh', 'success', client));
    return { pair };
  }

  async #refusal(store: TokenStore, digest: string, client: Client): Promise<UnauthenticatedError> {
    const found = await store.refreshTokens.find(digest);
    if (!found) return new UnauthenticatedError('The refresh token is not known.');
    if (!found.used) return new TokenExpiredError();
    const ended = await store.sessions.end(found.sessionId, found.userId);
    // The other holder of the token may have asked for a change of the address, and even logged out since.
    await store.tokens.withdraw(found.userId, ['confirm-email-change']);
    if (ended) {
      await store.revoke({ sessionId: found.sessionId });
      await store.record(eventOf(found, 'auth.refresh-reuse', 'denied', client));
    }
    return new TokenReusedError();
  }

  async #issue(store: TokenStore, sessionId: string, userId: string): Promise<TokenPair> {
    const { accessTokens, clock, refreshSeconds } = this.dependencies;
    const { value, digest } = createOpaqueToken();
    const expiresAt = new Date(clock.now().getTime() + refreshSeconds * 1000);
    await store.refreshTokens.add({ digest, sessionId, expiresAt });
    return {
      accessToken: accessTokens.sign({ userId, sessionId }),
      expiresIn: accessTokens.lifetimeSeconds,
      refreshToken: value,
    };
  }
}

const signInEnded = (): UnauthenticatedError => new UnauthenticatedError('The sign-in has ended: sign in again.');

const eventOf = (
  { userId, sessionId }: RefreshToken,
  action: string,
  outcome: 'success' | 'denied',
  { address }: Client,
) => ({ actorId: userId, action, resource: 'session', resourceId: sessionId, outcome, address });
