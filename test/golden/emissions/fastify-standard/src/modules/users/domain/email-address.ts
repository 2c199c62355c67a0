/** An e-mail address in the one form in which it is stored and compared. */
export type EmailAddress = string;

/**
 * The form of an address in which one mailbox has one account, whatever the case it is typed in. Only ASCII addresses
 * get this far, so lower-casing has no surprises.
 */
export const canonicalEmail = (address: string): EmailAddress => address.toLowerCase();

/** The part before the `@`. */
export const localPart = (address: EmailAddress): string => address.slice(0, address.lastIndexOf('@'));
