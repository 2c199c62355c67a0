import { z } from 'zod';

import { tokenField } from '../../auth/index.ts';
import { userSchema } from '../../users/index.ts';

export const refreshTokenBody = z.strictObject({ refreshToken: tokenField }).meta({ id: 'RefreshToken' });

export const tokenPair = z
  .object({
    accessToken: z.string().meta({ description: 'Goes into the Authorization header: `Bearer …`.' }),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires.' }),
    refreshToken: z.string().meta({ description: 'Good once: each use gives a new one.' }),
  })
  .meta({ id: 'TokenPair' });

export const signedInUser = tokenPair.extend({ user: userSchema }).meta({ id: 'SignedIn' });
