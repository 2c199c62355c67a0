import { isIPv4, isIPv6 } from 'node:net';

/** How some proxies name a client: with the port of its connection, IPv6 in brackets (RFC 7239, section 6). */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([^\]]+)\](?::\d+)?)$/;
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

/** All whose address is none share a budget: a text that a client can vary would be a new budget each time. */
const UNKNOWN = 'unknown';

const withoutPort = (address: string): string => {
  const [, ipv4, ipv6] = WITH_PORT.exec(address) ?? [];
  return ipv4 ?? ipv6 ?? address;
};

/**
 * What a client is counted by: an IPv4 address as it is, an IPv6 address by its /64 network, without a port.
 *
 * @param address the address of the socket or, behind a trusted proxy, of the client
 */
export const addressKey = (address: string): string => {
  const [withoutZone = ''] = withoutPort(address).split('%', 1);
  const plain = IPV4_IN_IPV6.exec(withoutZone)?.[1] ?? withoutZone;
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return UNKNOWN;
  const network = expand(plain).slice(0, NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
};
