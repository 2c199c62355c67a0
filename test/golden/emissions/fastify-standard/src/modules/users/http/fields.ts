import { z } from 'zod';

import { canonicalEmail } from '../domain/email-address.ts';

/**
 * An e-mail address in ASCII, at most 254 characters (RFC 5321, section 4.5.3.1.3). Control characters and look-alikes
 * of `@` are no part of one.
 */
export const emailAddress = z
  .email()
  .max(254)
  .refine((address) => address.indexOf('@') <= 64, 'The part before the @ has more than 64 characters.')
  .transform(canonicalEmail)
  .meta({ description: 'Compared without regard to case.' });

const oneLine = /^[^\p{Cc}\p{Surrogate}]*$/u;

/** A name of a person: any script, composed (NFC), one line. */
export const personName = z
  .string()
  .normalize('NFC')
  .trim()
  .min(1)
  .max(100)
  .regex(oneLine, 'Must not contain control characters.')
  // The generator of the OpenAPI document would take the flag for a part of the pattern.
  .meta({ pattern: oneLine.source });
