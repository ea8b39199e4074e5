import type { Socket } from 'node:net';
import { createConnection, type Connection, type ConnectionOptions } from 'mysql2';
import { driverMessage } from '../driver-message.js';
import { type HostState, hostState } from './host-state.js';
import { CATCH_UP, NODE_STATE, type ServerValue, valuesOf } from './server.queries.js';

/** How long a host may take for an answer. */
const LOOK_MS = 1_500;
/** A cluster that has lost a node takes six seconds, by its default settings, before it commits again. */
const CATCH_UP_MS = 20_000;
/**
 * A host that was well is asked twice, on a new connection: the server may have closed the one that was idle, and a busy
 * machine may answer one look late.
 */
const TRIES = 2;
/** Its name is resolved again by then, so that a server which took over its address is found. */
const MAX_AGE_MS = 60_000;

class NoAnswer extends Error {
  constructor(ms: number) {
    super(`it has not answered within ${ms / 1_000} seconds`);
  }
}

/** Looks at one host, through a connection of its own that stays open: no pool that is full can hold it up. */
export class HostProbe {
  private connection: Connection | undefined;
  private endsAt = 0;
  private looking: Promise<HostState> | undefined;
  private last: HostState | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  /** The host's state now, within three seconds. */
  look(): Promise<HostState> {
    this.looking ??= this.state().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Waits until the node has what was committed on any node before. @returns false where it could not */
  async catchUp(): Promise<boolean> {
    const connection = this.connect();
    try {
      await answerOf(connection, CATCH_UP, CATCH_UP_MS);
      return true;
    } catch {
      return false;
    } finally {
      socketOf(connection)?.destroy();
    }
  }

  close(): void {
    if (this.connection) socketOf(this.connection)?.destroy();
    this.connection = undefined;
  }

  private async state(): Promise<HostState> {
    const { role = 'out', isGalera = false } = this.last ?? {};
    for (let tries = role === 'out' ? 1 : TRIES; ; tries--) {
      try {
        return (this.last = await this.ask());
      } catch (error) {
        if (tries > 1) continue;
        return (this.last = { role: 'out', problem: driverMessage(error as Error), isGalera });
      }
    }
  }

  private async ask(): Promise<HostState> {
    if (performance.now() > this.endsAt) this.close();
    if (this.connection === undefined) {
      this.connection = this.connect();
      this.endsAt = performance.now() + MAX_AGE_MS;
    }
    try {
      return hostState(valuesOf((await answerOf(this.connection, NODE_STATE, LOOK_MS)) as ServerValue[][]));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  private connect(): Connection {
    const connection = createConnection({ ...this.options, connectTimeout: LOOK_MS });
    // Each statement reports its own failure.
    connection.on('error', () => undefined);
    return connection;
  }
}

/** The connection's socket. Ending it is the only way to have done with a peer that does not answer. */
export function socketOf(connection: Connection): Socket | undefined {
  return (connection as Connection & { readonly stream?: Socket }).stream;
}

function answerOf(connection: Connection, statement: string, withinMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // A process that was stopped itself finds the time over, and reads an answer that is there before it gives up.
    const timer = setTimeout(() => setImmediate(() => reject(new NoAnswer(withinMs))), withinMs);
    connection.query(statement, (error, results) => {
      clearTimeout(timer);
      if (!error) return resolve(results);
      reject(error.code === 'ETIMEDOUT' ? new NoAnswer(withinMs) : error);
    });
  });
}
