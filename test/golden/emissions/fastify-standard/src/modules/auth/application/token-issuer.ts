import { createOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import type { TokenPayloads, TokenPurpose } from '../domain/one-time-token.ts';
import type { OneTimeTokenRepository } from './auth-store.ts';

/**
 * Makes a one-time token and stores its digest.
 *
 * @returns the token to mail, or `undefined` when the user got too many of this purpose lately
 */
export const issueToken = async <Purpose extends TokenPurpose>(
  tokens: OneTimeTokenRepository,
  purpose: Purpose,
  userId: string,
  payload: TokenPayloads[Purpose],
): Promise<string | undefined> => {
  const { value, digest } = createOpaqueToken();
  return (await tokens.issue({ digest, purpose, userId, payload })) ? value : undefined;
};
