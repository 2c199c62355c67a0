const HOUR = 3600;
const DAY = 24 * HOUR;

/** What a mailed token is good for, and for how long, in seconds. A token of one purpose is refused for the others. */
export const tokenLifetimes = {
  'verify-email': DAY,
  'reset-password': HOUR,
  'confirm-email-change': HOUR,
  'undo-email-change': 7 * DAY,
} as const;

export type TokenPurpose = keyof typeof tokenLifetimes;

/** More tokens of one purpose to one address in an hour would let anybody flood a stranger's mailbox. */
export const MAX_TOKENS_AN_HOUR = 10;

/** What a token carries besides its owner, by purpose. */
export interface TokenPayloads {
  'verify-email': null;
  'reset-password': null;
  'confirm-email-change': { readonly email: string };
  'undo-email-change': { readonly email: string };
}
