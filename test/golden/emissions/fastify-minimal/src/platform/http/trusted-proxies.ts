import { isIP } from 'node:net';
import { commaList } from '../../config/variables.ts';

const ranges = new Set(['loopback', 'linklocal', 'uniquelocal']);

const isNetwork = (text: string): boolean => {
  const [address = '', prefix] = text.split('/');
  const version = isIP(address);
  if (version === 0) return false;
  if (prefix === undefined) return true;
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
};

/**
 * The proxies whose X-Forwarded-For counts, separated by commas. Only addresses, networks and the ranges `loopback`,
 * `linklocal` and `uniquelocal` are taken: a number of hops, or trust in everybody, would let a client choose the
 * address that it is limited and logged by.
 */
export const trustedProxies = () =>
  commaList().refine(
    (list) => list.every((text) => ranges.has(text) || isNetwork(text)),
    'must be IP addresses and networks, separated by commas.',
  );
