import type { z } from 'zod';

import { presentUser, type User } from '../../users/index.ts';
import type { TokenPair } from '../application/token-service.ts';
import type { signedInUser, tokenPair } from './tokens-schemas.ts';

/** A pair of tokens as JSON (the members of RFC 6749, section 5.1, in the spelling of this API). */
export const presentTokens = ({ accessToken, expiresIn, refreshToken }: TokenPair): z.input<typeof tokenPair> => ({
  accessToken,
  tokenType: 'Bearer',
  expiresIn,
  refreshToken,
});

export const presentSignIn = ({ pair, user }: { pair: TokenPair; user: User }): z.input<typeof signedInUser> => ({
  ...presentTokens(pair),
  user: presentUser(user),
});
