import { isIPv6 } from 'node:net';

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS = 8;
/** A provider hands at least a /64 to every customer (RFC 6177), so single IPv6 addresses are free to change. */
const NETWORK_GROUPS = 4;

const expand = (address: string): string[] => {
  const [head = '', tail] = address.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left;
  const right = tail === '' ? [] : tail.split(':');
  const embedded = tail.includes('.') ? 1 : 0;
  const zeros = Array<string>(Math.max(0, GROUPS - left.length - right.length - embedded)).fill('0');
  return [...left, ...zeros, ...right];
};

/**
 * What a client is counted by: an IPv4 address as it is, an IPv6 address by its /64 network.
 *
 * @param address the address of the socket or, behind a trusted proxy, of the client
 */
export const addressKey = (address: string): string => {
  const [withoutZone = ''] = address.split('%', 1);
  const mapped = IPV4_IN_IPV6.exec(withoutZone)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(withoutZone)) return withoutZone;
  const network = expand(withoutZone).slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
};
