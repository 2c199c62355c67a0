import { createBearerAuthenticator } from '../modules/tokens/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { Authenticator } from '../platform/principal.ts';

/** The ways in which a caller can prove who they are, in the order in which they are asked. */
export const createAuthenticators = (platform: Platform): readonly Authenticator[] => [
  createBearerAuthenticator(platform),
];
