import { isCommonPassword } from './common-passwords.ts';
import { localPart, type EmailAddress } from './email-address.ts';

/** NIST SP 800-63B, section 5.1.1.2: at least eight characters, and at least 64 must be allowed. */
const LOWEST_MINIMUM = 8;
const HIGHEST_MINIMUM = 64;
export const MAX_PASSWORD_LENGTH = 128;
/** A shorter local part, such as `jo`, is found in too many passwords to mean anything. */
const SHORTEST_TELLING_NAME = 3;

export interface PasswordRules {
  readonly minLength: number;
  readonly email: EmailAddress;
}

/**
 * Why a password cannot be chosen, or `undefined` when it can. Length and novelty count; there are no rules on which
 * characters to use (NIST SP 800-63B, section 5.1.1.2).
 */
export const passwordProblem = (password: string, { minLength, email }: PasswordRules): string | undefined => {
  const canonical = password.normalize('NFC');
  const minimum = Math.min(Math.max(minLength, LOWEST_MINIMUM), HIGHEST_MINIMUM);
  // Code points: a character outside the basic plane counts once.
  const { length } = Array.from(canonical);
  if (length < minimum) return `Use at least ${minimum} characters.`;
  if (length > MAX_PASSWORD_LENGTH) return `Use at most ${MAX_PASSWORD_LENGTH} characters.`;
  // Half a character has no UTF-8 form: two such passwords would have the same hash.
  if (/\p{Surrogate}/u.test(canonical)) return 'Use whole Unicode characters.';
  const lowerCase = canonical.toLowerCase();
  if (isCommonPassword(lowerCase)) return 'This is one of the most common passwords: use another one.';
  const name = localPart(email);
  if (name.length >= SHORTEST_TELLING_NAME && lowerCase.includes(name)) {
    return 'Leave the name of your e-mail address out of the password.';
  }
  return undefined;
};
