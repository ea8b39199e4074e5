import { Pool } from 'undici';
import type { WebhookNetworks } from '../webhook-networks.js';
import { checkedConnector } from './checked-connector.js';
import type { NameResolver } from './name-resolver.js';

/** To how many receivers connections are kept. */
const MAX_RECEIVERS = 100;

/** Times in milliseconds. */
export interface ConnectionLimits {
  /** For everything from the look-up of the name to the end of the answer. */
  readonly attemptMs: number;
  /** How long a connection is kept that nothing is sent on. */
  readonly idleMs: number;
  /** How old a connection may be when something is sent on it: its name is looked up again after that. 0 keeps none. */
  readonly connectionMs: number;
}

/** The connections to one receiver. */
interface Connections {
  readonly key: string;
  readonly pool: Pool;
  readonly madeAt: number;
  /** Ends look-ups that are under way. */
  readonly ended: AbortController;
  /** How many use them at the moment. */
  uses: number;
}

/**
 * Keeps connections to receivers for a while, so that not each message needs its own. They are those of one organization
 * to one origin: organizations share none. Each goes to an address that was checked when it was made.
 */
export class KeptConnections {
  /** By organization and origin; what was used last is last. */
  private readonly kept = new Map<string, Connections>();

  constructor(
    private readonly networks: WebhookNetworks,
    private readonly resolver: NameResolver,
    private readonly limits: ConnectionLimits,
  ) {}

  /**
   * Sends something on connections to an origin.
   * @param organizationId '' for the operator
   * @param limit ends what is sent. What hangs may have moved: after it these connections are used no more
   */
  async use<T>(
    organizationId: string,
    origin: string,
    limit: AbortSignal,
    send: (pool: Pool) => Promise<T>,
  ): Promise<T> {
    const connections = this.to(organizationId, origin);
    connections.uses++;
    try {
      return await send(connections.pool);
    } finally {
      connections.uses--;
      const isKept = this.kept.get(connections.key) === connections;
      if (!isKept || limit.aborted) await this.retire(connections);
    }
  }

  /** Ends all. */
  async end(): Promise<void> {
    await Promise.all([...this.kept.values()].map((each) => this.retire(each)));
  }

  private to(organizationId: string, origin: string): Connections {
    const key = `${organizationId} ${origin}`;
    let connections = this.kept.get(key);
    if (!connections || performance.now() - connections.madeAt >= this.limits.connectionMs) {
      if (connections) void this.retire(connections);
      connections = this.make(key, organizationId, origin);
    }
    this.kept.delete(key);
    this.kept.set(key, connections);
    const [oldest] = this.kept.values();
    if (this.kept.size > MAX_RECEIVERS) void this.retire(oldest!);
    return connections;
  }

  /**
   * Keeps these no longer: they are ended, by the last who uses them. At once and not by `close`, which connects again for
   * a request that was aborted.
   */
  private async retire(connections: Connections): Promise<void> {
    const { key, pool, ended, uses } = connections;
    if (this.kept.get(key) === connections) this.kept.delete(key);
    if (uses > 0) return;
    ended.abort();
    await pool.destroy();
  }

  private make(key: string, organizationId: string, origin: string): Connections {
    const { attemptMs, idleMs } = this.limits;
    const ended = new AbortController();
    const allows = (protocol: string, address: string) => this.networks.allows(organizationId, protocol, address);
    const connect = checkedConnector({ resolver: this.resolver, allows, ended: ended.signal, timeoutMs: attemptMs });
    // The limit of an attempt is its own signal. As many connections as turns need: they limit what is sent at once.
    const timeouts = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: idleMs, keepAliveMaxTimeout: idleMs };
    return { key, pool: new Pool(origin, { connect, ...timeouts }), madeAt: performance.now(), ended, uses: 0 };
  }
}
