import { parseArgs } from 'node:util';
import { loadVariables } from '../config/environment.ts';
import { environmentSchema } from '../config/schema.ts';
import { readKeyFile, writeKeyFile } from '../platform/crypto/key-file.ts';
import { generateKey, printStoredKeys, rotate } from '../platform/crypto/signing-key.ts';
import type { Command, CommandContext } from './command.ts';
import { exitCodeOf, explain, UsageError } from './failure.ts';

/** Seconds until a new key signs: a roll-out is done by then, and who keeps the public keys has asked for them again. */
const ADVANCE_SECONDS = 600;

/** A key that begins to sign later than in a year is a mistake. */
const LATEST_SECONDS = 31_536_000;

/** A command that only makes keys is given no other secrets. */
const keySchema = environmentSchema.pick({ NODE_ENV: true, DATA_DIR: true, JWT_KEYS: true, JWT_ACCESS_TTL: true });

const rotateKeys = (signsFrom: Date, { source, say }: CommandContext): void => {
  const env = loadVariables(keySchema, source);
  const stored = env.JWT_KEYS ?? readKeyFile(env.DATA_DIR);
  const rotated = rotate(stored, { now: new Date(), signsFrom, tokenLifetimeSeconds: env.JWT_ACCESS_TTL });
  if (env.JWT_KEYS !== undefined) {
    say(printStoredKeys(rotated));
    return;
  }
  writeKeyFile(env.DATA_DIR, rotated);
  say(`A new key signs from ${signsFrom.toISOString()}; ${rotated.length} keys are known.`);
};

const run = (words: readonly string[], context: CommandContext): void => {
  const { values } = parseArgs({
    args: [...words],
    options: { after: { type: 'string', default: String(ADVANCE_SECONDS) }, new: { type: 'boolean', default: false } },
  });
  const after = Number(values.after);
  if (!Number.isInteger(after) || after < 0 || after > LATEST_SECONDS) {
    throw new UsageError(`--after: must be a whole number of seconds, from 0 to ${LATEST_SECONDS}.`);
  }
  if (values.new) context.say(printStoredKeys([generateKey(new Date())]));
  else rotateKeys(new Date(Date.now() + after * 1000), context);
};

/**
 * npm run keys:rotate                     adds a key that signs after ten minutes, so that all processes and those who
 *                                         verify know it by then; tokens of the old one stay valid until they expire.
 *                                         Changes the file of development, or, where JWT_KEYS is set, prints its new
 *                                         value: store that as a secret and restart.
 * npm run keys:rotate -- --after 3600     the same, but the key signs after other seconds.
 * npm run keys:rotate -- --new            prints the first value of JWT_KEYS for a new environment; it signs at once.
 */
export const rotateKeysCommand: Command = (words, context) => {
  try {
    run(words, context);
    return 0;
  } catch (error) {
    context.complain(explain(error));
    return exitCodeOf(error);
  }
};
