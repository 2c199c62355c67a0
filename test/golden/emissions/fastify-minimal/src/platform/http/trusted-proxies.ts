import { isIP } from 'node:net';
import { EnvironmentError } from '../../config/environment-error.ts';

const ranges = new Set(['loopback', 'linklocal', 'uniquelocal']);

const isNetwork = (text: string): boolean => {
  const [address = '', prefix] = text.split('/');
  const version = isIP(address);
  if (version === 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
};

/**
 * The proxies whose X-Forwarded-For counts, or `false` for none. Only addresses, networks and the ranges `loopback`,
 * `linklocal` and `uniquelocal` are taken: a number of hops, or trust in everybody, would let a client choose the
 * address that it is limited and logged by.
 *
 * @throws EnvironmentError when TRUST_PROXY has anything else
 */
export const trustedProxies = (given: readonly string[]): string[] | false => {
  const wrong = given.filter((text) => !ranges.has(text) && !isNetwork(text));
  if (wrong.length > 0) {
    throw new EnvironmentError(wrong.map((text) => `TRUST_PROXY: "${text}" is not an IP address or network.`));
  }
  return given.length > 0 ? [...given] : false;
};
