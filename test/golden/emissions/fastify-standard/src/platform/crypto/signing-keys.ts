import type { Environment } from '../../config/environment.ts';
import { EnvironmentError } from '../../config/environment-error.ts';
import type { Clock } from '../clock.ts';
import { readKeyFile } from './key-file.ts';
import { SigningKeyError, signingKeysOf, type PublicJwk, type SigningKey } from './signing-key.ts';

const RELOAD_MS = 1000;

/** The keys that sign and verify access tokens. */
export interface SigningKeys {
  /** The key that signs now: the one that took over last. */
  current(): SigningKey;
  /** All keys whose tokens may still be around, and those that will sign soon. */
  all(): readonly SigningKey[];
  /** Looks for keys that were added since, as `current` and `jwks` do; once a second at most: anybody can cause it. */
  reload(): void;
  /** The public parts (RFC 7517, section 5). */
  jwks(): { readonly keys: readonly PublicJwk[] };
}

interface Options {
  readonly env: Pick<Environment, 'JWT_KEYS' | 'DATA_DIR'>;
  readonly clock: Clock;
}

const load = ({ JWT_KEYS, DATA_DIR }: Options['env']): readonly SigningKey[] => {
  if (JWT_KEYS !== undefined) return signingKeysOf(JWT_KEYS);
  try {
    return signingKeysOf(readKeyFile(DATA_DIR));
  } catch (error) {
    if (error instanceof SigningKeyError) throw new EnvironmentError([`DATA_DIR: jwt-keys.json ${error.message}`]);
    throw error;
  }
};

/**
 * Reads the keys from the configuration, or outside production from a file that is made when missing.
 *
 * @throws EnvironmentError when that file was spoilt
 */
export const createSigningKeys = ({ env, clock }: Options): SigningKeys => {
  let keys = load(env);
  let loadedAt = clock.now().getTime();
  const reload = (): void => {
    const now = clock.now().getTime();
    if (env.JWT_KEYS !== undefined || now - loadedAt < RELOAD_MS) return;
    loadedAt = now;
    keys = load(env);
  };
  return {
    current: () => {
      reload();
      const now = clock.now().getTime();
      const started = keys.filter(({ signsFrom }) => signsFrom.getTime() <= now);
      const [first, ...others] = started.length > 0 ? started : keys;
      if (!first) throw new SigningKeyError();
      return others.reduce((latest, key) => (key.signsFrom >= latest.signsFrom ? key : latest), first);
    },
    all: () => keys,
    reload,
    jwks: () => {
      reload();
      return { keys: keys.map(({ jwk }) => jwk) };
    },
  };
};
