import { randomBytes } from 'node:crypto';

import type { EmittedFile } from '../tree/emission.ts';

/** Holds the settings and secrets of one machine; git ignores it. */
export const ENVIRONMENT_FILE = '.env';

const OWNER_ONLY = 0o600;
const HEADER = '# Settings and secrets of this machine. Never commit this file.\n';

/**
 * A secret from the system's cryptographic random generator, as base64url text.
 *
 * @param bytes its strength; 32 bytes are 43 characters
 */
export function generateSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** A value that the format of `.env` files cannot hold. */
export class SecretFormatError extends Error {
  constructor(name: string) {
    super(`The variable ${JSON.stringify(name)} cannot be written to an .env file.`);
    this.name = 'SecretFormatError';
  }
}

/**
 * The file of variables that only their owner may read, in the format that Node.js loads with `--env-file`.
 *
 * @throws {SecretFormatError} a name is no name of a variable, or a value holds every kind of quote
 */
export function secretsFile(values: Iterable<readonly [name: string, value: string]>): EmittedFile {
  const lines = [...values].map(([name, value]) => {
    const quote = quoteFor(value);
    if (!/^[A-Z_][A-Z0-9_]*$/i.test(name) || quote === undefined) throw new SecretFormatError(name);
    return `${name}=${quote}${value}${quote}\n`;
  });
  return { content: HEADER + lines.join(''), mode: OWNER_ONLY };
}

function quoteFor(value: string): string | undefined {
  if (/^[\w./:@+-]+$/.test(value)) return '';
  return ["'", '`'].find((quote) => !value.includes(quote));
}
