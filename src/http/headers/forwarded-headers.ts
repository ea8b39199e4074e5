import type { FastifyInstance } from 'fastify';
import { isWithin } from '../../common/networks.js';

const HEADERS = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'] as const;
/** Of so many peers it is noticed: a client that has many addresses must not fill the log. */
const MAX_PEERS = 20;

/**
 * Logs once for each peer that it sends `X-Forwarded-*` and is no trusted proxy: then either a proxy is not named in
 * `TRUSTED_PROXIES`, and all of its clients count as one, or a client has made the header up.
 */
export function installForwardedWarning(instance: FastifyInstance, trustedProxies: readonly string[]): void {
  const seen = new Set<string>();
  instance.addHook('onRequest', ({ headers, socket, log }, _reply, done) => {
    done();
    const header = HEADERS.find((name) => headers[name] !== undefined);
    const peer = socket.remoteAddress;
    if (header === undefined || peer === undefined || seen.has(peer) || seen.size >= MAX_PEERS) return;
    seen.add(peer);
    if (isWithin(trustedProxies, peer)) return;
    log.warn(
      { peer, header },
      `A call from ${peer} has ${header}, which is not believed. If that is the address of your proxy, set TRUSTED_PROXIES=${peer}; if not, a client has made the header up.`,
    );
  });
}
