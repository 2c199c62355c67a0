import { randomBytes } from 'node:crypto';

import type { EmittedFile } from '../tree/emission.ts';

/** Holds the settings and secrets of one machine; git ignores it. */
export const ENVIRONMENT_FILE = '.env';

const OWNER_ONLY = 0o600;
const HEADER = '# Settings and secrets of this machine. Never commit this file.\n';

/** 43 characters that need no quotes. */
const STRENGTH_IN_BYTES = 32;

/**
 * A file that only its owner may read, in the format that Node.js loads with `--env-file`, with a new random value for
 * each variable.
 */
export function secretsFile(names: readonly string[]): EmittedFile {
  const lines = names.map((name) => `${name}=${randomBytes(STRENGTH_IN_BYTES).toString('base64url')}\n`);
  return { content: HEADER + lines.join(''), mode: OWNER_ONLY };
}
