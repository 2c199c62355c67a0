import { createOpaqueToken } from '../../../platform/crypto/opaque-token.ts';
import type { TokenPurpose } from '../domain/one-time-token.ts';
import type { NewOneTimeToken, OneTimeTokenRepository } from './auth-store.ts';

type TokenRequest<Purpose extends TokenPurpose> = Omit<NewOneTimeToken<Purpose>, 'digest'>;

/**
 * Makes a one-time token and stores its digest.
 *
 * @returns the token to mail
 */
export const issueToken = async <Purpose extends TokenPurpose>(
  tokens: OneTimeTokenRepository,
  request: TokenRequest<Purpose>,
): Promise<string> => {
  const { value, digest } = createOpaqueToken();
  await tokens.issue({ ...request, digest });
  return value;
};

/**
 * The same for mails that a stranger can ask for. Those that answer the use of a mailed token are not limited: who reads
 * the mails of an address must get what brings the account back, whatever others have asked for.
 *
 * @returns the token to mail, or `undefined` when the address got too many of this purpose lately
 */
export const issueLimitedToken = async <Purpose extends TokenPurpose>(
  tokens: OneTimeTokenRepository,
  request: TokenRequest<Purpose>,
): Promise<string | undefined> => {
  const { value, digest } = createOpaqueToken();
  return (await tokens.issueWithinLimit({ ...request, digest })) ? value : undefined;
};
