import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { PoolOptions } from 'mysql2';
import { type DatabaseHost, shownHost } from '../../config/database-url.js';
import { HostProbe } from './host-probe.js';
import type { HostState } from './host-state.js';
import { type ConnectionPool, type Done, MysqlPool } from './mysql-pool.js';

/** Passed to TypeORM as the driver mysql2, of which it uses `createPool` alone. */
export const POOLED_MYSQL = {
  createPool({ others, ...options }: PoolOptions & { readonly others?: readonly DatabaseHost[] }): ConnectionPool {
    if (others === undefined) return new MysqlPool(options);
    return new FailoverPool([{ host: options.host ?? '', port: options.port ?? 3306 }, ...others], options);
  },
};

const LOOK_EVERY_MS = 1_000;
const RETRY_AFTER_MS = 100;
/** So long a host ahead of the writer must have been well before it takes the writes back. */
const FAIL_BACK_AFTER_MS = 5_000;

interface Host {
  readonly name: string;
  readonly address: DatabaseHost;
  readonly probe: HostProbe;
  /** Undefined before the first look. */
  state?: HostState;
  /** Since when it could be the writer without a break. */
  writerSince?: number;
}

interface Writer {
  readonly host: Host;
  readonly pool: MysqlPool;
}

/** None of the hosts can be used; the message names each with its reason. */
class NoWriter extends Error {
  readonly code = 'PROTOCOL_CONNECTION_LOST';
}

/**
 * The pool for a DATABASE_URL with several hosts: everything goes to one of them, the writer, and all processes
 * choose the same one. That is the first in the order of the URL that takes writes. Each host is looked at once a
 * second, and at once when a connection to the writer is lost.
 *
 * Where the writer goes out, its connections are ended, so that no request waits for a host that does not answer, and
 * the next one is taken. One ahead takes the writes back after five seconds in which it was well. The new writer of
 * a Galera cluster gets no statement before it has applied all that was committed elsewhere.
 */
export class FailoverPool implements ConnectionPool {
  private readonly logger = new Logger(FailoverPool.name);
  private readonly hosts: readonly Host[];
  private writer: Writer | undefined;
  /** What callers wait for: the first looks, a look at a writer that failed, and a new one's catching up. */
  settling: Promise<void> | undefined;
  private isClosed = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    addresses: readonly DatabaseHost[],
    private readonly options: PoolOptions,
  ) {
    this.hosts = addresses.map((address) => ({
      name: shownHost(address),
      address,
      probe: new HostProbe({ ...options, ...address }),
    }));
    this.timer = setInterval(() => void this.lookAtAll(), LOOK_EVERY_MS).unref();
    this.wait(this.lookAtAll());
  }

  getConnection(done: Done): void {
    if (this.settling && !this.isClosed) {
      void this.settling.then(() => this.getConnection(done));
      return;
    }
    const { writer } = this;
    if (writer === undefined || writer.host.state?.role === 'out') return done(this.noWriter());
    writer.pool.getConnection((error, connection) => {
      if (!error) return done(null, connection);
      // Its pool was ended while the caller waited in it.
      if (writer !== this.writer && !this.isClosed) return this.getConnection(done);
      this.failed();
      done(error);
    });
  }

  /** A connection was lost, or takes no writes (any more): callers wait until it is known whether the writer is well. */
  failed(): void {
    const { writer } = this;
    if (writer === undefined || this.settling !== undefined) return;
    this.wait(this.lookAt(writer.host));
  }

  end(done: (error: NodeJS.ErrnoException | null) => void = () => undefined): void {
    this.isClosed = true;
    clearInterval(this.timer);
    for (const { probe } of this.hosts) probe.close();
    if (this.writer) this.writer.pool.end(done);
    else done(null);
  }

  private wait(work: Promise<void>): void {
    const settling = work.finally(() => {
      if (this.settling === settling) this.settling = undefined;
    });
    this.settling = settling;
  }

  private async lookAtAll(): Promise<void> {
    await Promise.all(this.hosts.map((host) => this.lookAt(host)));
  }

  private async lookAt(host: Host): Promise<void> {
    const state = await host.probe.look();
    if (this.isClosed) return host.probe.close();
    const before = host.state?.role;
    host.state = state;
    if (state.role !== 'writer') delete host.writerSince;
    else host.writerSince ??= performance.now();
    const next = this.choice();
    if (next && next !== this.writer?.host) return this.change(next);
    if (this.writer?.host !== host || before === state.role) return;
    // It is the writer again, and may have missed what another took meanwhile.
    if (state.role === 'writer') this.resume(this.writer);
    else this.logger.error(`The database takes no writes: ${this.reasons()}.`);
  }

  /** The host that should be the writer; undefined where that is the present one, or none, or not known yet. */
  private choice(): Host | undefined {
    const present = this.writer?.host;
    if (present?.state?.role === 'writer') {
      const ahead = this.hosts.slice(0, this.hosts.indexOf(present));
      const steadySince = performance.now() - FAIL_BACK_AFTER_MS;
      return ahead.find(({ writerSince }) => writerSince !== undefined && writerSince <= steadySince);
    }
    const firstOpen = this.hosts.findIndex(({ state }) => state === undefined || state.role === 'writer');
    const first = this.hosts[firstOpen];
    // One ahead has not been seen yet: all processes must come to the same choice.
    if (first) return first.state && first;
    const isSpare = ({ state }: Host) => state?.role === 'spare';
    return present && isSpare(present) ? undefined : this.hosts.find(isSpare);
  }

  private change(host: Host): void {
    const before = this.writer;
    this.writer = { host, pool: new MysqlPool({ ...this.options, ...host.address }) };
    before?.pool.cut();
    if (before || host !== this.hosts[0]) {
      const problems = this.hosts.filter(({ state }) => state?.problem !== undefined);
      const reason = problems.length > 0 ? this.reasons(problems) : 'It is ahead of the other, and well again';
      this.logger.warn(`Writes go to the database server ${host.name} now. ${reason}.`);
    }
    this.resume(this.writer);
  }

  /** Its connections are new, and none is given before it has what the others have. */
  private resume({ host, pool }: Writer): void {
    pool.failed('read_only');
    if (host.state?.isGalera === true) this.wait(this.caughtUp(host));
  }

  private async caughtUp(host: Host): Promise<void> {
    while (!this.isClosed && this.writer?.host === host && !(await host.probe.catchUp())) {
      await delay(RETRY_AFTER_MS, undefined, { ref: false });
      host.state = await host.probe.look();
      const next = this.choice();
      if (next && next !== host) return this.change(next);
      if (host.state.role === 'out') return;
    }
  }

  private noWriter(): NoWriter {
    return new NoWriter(`none of the hosts in DATABASE_URL takes writes (${this.reasons()})`);
  }

  private reasons(hosts = this.hosts): string {
    return hosts.map(({ name, state }) => `${name}: ${state?.problem ?? 'it has not answered yet'}`).join('; ');
  }
}
