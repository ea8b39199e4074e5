import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { NameResolver } from './name-resolver.js';

/** A connection that was not attempted. */
export class ConnectionRefusal extends Error {
  constructor(readonly reason: 'name_not_resolved' | 'address_not_allowed') {
    super(reason);
  }
}

export interface ConnectionRules {
  /** Whether this address may be connected to; the protocol is that of a URL, such as `https:`. */
  readonly allows: (protocol: string, address: string) => boolean;
  readonly resolver: NameResolver;
  /** Ends look-ups that are under way. */
  readonly ended: AbortSignal;
  /** For the look-up, and for the connection. */
  readonly timeoutMs: number;
}

/**
 * Connects to allowed addresses alone. A name is resolved once for a connection:
 * the addresses that were checked are those that are connected to, whatever the name leads to a moment later. TLS and the
 * Host header keep the name.
 */
export function checkedConnector(rules: ConnectionRules): buildConnector.connector {
  const { resolver, ended, timeoutMs } = rules;
  return (options, callback) => {
    const isAllowed = (address: string) => rules.allows(options.protocol, address);
    const lookup: LookupFunction = (name, { all }, done) => {
      resolver
        .resolve(name, AbortSignal.any([AbortSignal.timeout(timeoutMs), ended]))
        .then((found) => addressesIn(found, isAllowed))
        .then(
          (addresses) => {
            if (all === true) done(null, addresses);
            else done(null, addresses[0]!.address, addresses[0]!.family);
          },
          (refusal: Error) => done(refusal, []),
        );
    };
    // An address in a URL is not looked up, so it is checked here.
    if (isIP(options.hostname) > 0 && !isAllowed(options.hostname)) {
      return callback(new ConnectionRefusal('address_not_allowed'), null);
    }
    buildConnector({ lookup, timeout: timeoutMs, allowH2: false, maxCachedSessions: 0 })(options, callback);
  };
}

/** @throws ConnectionRefusal where none may be connected to */
function addressesIn(
  found: readonly string[],
  isAllowed: (address: string) => boolean,
): { address: string; family: number }[] {
  if (found.length === 0) throw new ConnectionRefusal('name_not_resolved');
  const allowed = found.filter(isAllowed);
  if (allowed.length === 0) throw new ConnectionRefusal('address_not_allowed');
  return allowed.map((address) => ({ address, family: isIP(address) }));
}
