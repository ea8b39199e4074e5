import { BlockList, isIP, SocketAddress } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;
const MAPPED_BITS = 96;
/** With a port, as some balancers write it, and an IPv6 address in brackets, with a port or without. */
const WITH_PORT = /^(?:([^:[\]]+):\d{1,5}|\[([^[\]]+)\](?::\d{1,5})?)$/;

/** A network of one IP version; without bits a single address. */
interface Network {
  readonly version: 4 | 6;
  readonly start: string;
  readonly bits?: number;
}

/**
 * Whether a text is an IP address or a network in CIDR form: `10.0.0.0/8`, `2001:db8::/32`, `192.0.2.7`. A zone
 * (`fe80::1%eth0`) is not: it names an interface of one machine.
 */
export function isAddressOrNetwork(text: unknown): text is string {
  return typeof text === 'string' && networkOf(text) !== undefined;
}

/**
 * The canonical spelling of an address, for comparing and storing: IPv6 in its short form, an IPv4-mapped address as
 * IPv4, no zone. At most 45 characters; undefined for what is no address.
 */
export function plainAddress(text: string | undefined): string | undefined {
  if (text !== undefined && isIP(text) === 4) return text;
  const address = text?.split('%', 1)[0] ?? '';
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined;
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  return MAPPED.exec(short)?.[1] ?? short;
}

/** The address in an element of `X-Forwarded-For`, without the port and the brackets that a proxy may have added. */
export function forwardedAddress(element: string): string {
  if (!element.includes(':')) return element;
  const [, beforePort, inBrackets] = WITH_PORT.exec(element) ?? [];
  return beforePort ?? inBrackets ?? element;
}

/**
 * The network by which calls of one client are counted: its address, or of IPv6 the 64 bits that a provider gives to
 * one customer, who may use any of the addresses in it.
 */
export function networkOfClient(address: string): string {
  if (isIP(address) !== 6) return address;
  return `${(numberOf(address, 6) >> 64n).toString(16)}/64`;
}

/** The networks of a list, parsed. Cached: a list is never changed, and that of the proxies is read at each call. */
const prepared = new WeakMap<readonly string[], { readonly ipv4: BlockList; readonly ipv6: BlockList }>();

function listsOf(networks: readonly string[]): { readonly ipv4: BlockList; readonly ipv6: BlockList } {
  const known = prepared.get(networks);
  if (known) return known;
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const network of networks.map(networkOf)) {
    if (network === undefined) continue;
    const family = familyOf(network.version);
    if (network.bits === undefined) lists[family].addAddress(network.start, family);
    else lists[family].addSubnet(network.start, network.bits, family);
  }
  prepared.set(networks, lists);
  return lists;
}

/**
 * Whether an address is in one of some networks; an IPv4-mapped address is the IPv4 address, in both. Neither version
 * contains the other: `::/0` is any IPv6 address and no IPv4 address.
 */
export function isWithin(networks: readonly string[], address: string | undefined): boolean {
  const plain = plainAddress(address);
  if (plain === undefined) return false;
  const family = familyOf(isIP(plain));
  return listsOf(networks)[family].check(plain, family);
}

/**
 * Whether every address of the inner networks is in one of the outer ones, which may cover it together. An empty list
 * means anywhere, as it does for a token.
 */
export function areWithin(outer: readonly string[], inner: readonly string[]): boolean {
  if (outer.length === 0) return true;
  if (inner.length === 0) return false;
  const ranges = outer.map(rangeOf).sort((a, b) => (a.first < b.first ? -1 : 1));
  return inner.map(rangeOf).every((wanted) => {
    let reached = wanted.first;
    for (const { version, first, last } of ranges) {
      if (version === wanted.version && first <= reached && last >= reached) reached = last + 1n;
    }
    return reached > wanted.last;
  });
}

/** The first and the last address, as numbers. What is no network contains nothing, and is in none. */
function rangeOf(text: string): { version: number; first: bigint; last: bigint } {
  const network = networkOf(text);
  if (!network) return { version: 0, first: 0n, last: 0n };
  const { version, start, bits = version === 4 ? 32 : 128 } = network;
  const size = 1n << BigInt((version === 4 ? 32 : 128) - bits);
  const first = (numberOf(start, version) / size) * size;
  return { version, first, last: first + size - 1n };
}

function numberOf(address: string, version: 4 | 6): bigint {
  if (version === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  // The short form of `::c000:207` is `::192.0.2.7`.
  const hex = address.replace(/[\d.]+\.\d+$/, (quad) => {
    const bits = numberOf(quad, 4);
    return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  });
  const [head = '', tail] = hex.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const filling = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(filling).fill('0'), ...groups(tail)];
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 6 ? 'ipv6' : 'ipv4';
}

function networkOf(text: string): Network | undefined {
  const [address = '', prefix, ...rest] = text.split('/', 3);
  const start = plainAddress(address);
  if (start === undefined || address.includes('%') || rest.length > 0) return undefined;
  const version = isIP(start) === 6 ? 6 : 4;
  if (prefix === undefined) return { version, start };
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) - (isIP(address) > version ? MAPPED_BITS : 0) : -1;
  return bits >= 0 && bits <= (version === 4 ? 32 : 128) ? { version, start, bits } : undefined;
}
