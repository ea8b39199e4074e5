import { isIP } from 'node:net';
import { isWithin, plainAddress } from './networks.js';

/**
 * What of IPv4 is not on the public internet (IANA's registry of special-purpose addresses): this host and its network,
 * private ones, those of carriers, link-local ones with the metadata of clouds, documentation, benchmarks, multicast,
 * reserved ones with the broadcast.
 */
const SPECIAL_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];

/** The only part of IPv6 that is given to the public internet: loopback, unique-local, NAT64 and others lie outside. */
const GLOBAL_IPV6 = ['2000::/3'];
/** Of that: protocol assignments with Teredo, documentation (two), 6to4. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '3fff::/20', '2002::/16'];

/**
 * Whether an IP address is one of the public internet. An address that embeds another is not, but for an IPv4-mapped
 * one, which is the IPv4 address; what is no address is not.
 */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address);
  if (plain === undefined) return false;
  if (isIP(plain) === 4) return !isWithin(SPECIAL_IPV4, plain);
  return isWithin(GLOBAL_IPV6, plain) && !isWithin(SPECIAL_IPV6, plain);
}
