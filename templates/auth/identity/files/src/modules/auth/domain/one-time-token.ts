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
  /**
   * The password and names that came with the registration this mail answers, so that they hold whatever others typed
   * who registered the address too. Absent when only the mail was asked for: its link opens the account with the stored
   * password, which is there only while the address was registered with one password. Otherwise its owner is mailed a
   * link to choose one.
   */
  'verify-email': { readonly passwordHash: string; readonly firstName: string; readonly lastName: string } | null;
  'reset-password': null;
  'confirm-email-change': { readonly email: string };
  'undo-email-change': { readonly email: string };
}
