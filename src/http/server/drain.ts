import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';

const SWEEP_EVERY_MS = 100;

/**
 * Whether this process is shutting down. Between `begin` and the end of listening it goes on answering, reports that it
 * is not ready, and closes each connection with its next answer, so that a balancer sends nothing more.
 */
@Injectable()
export class Drain {
  private begun = false;
  private readonly connections = new Set<Socket>();
  private readonly underWay = new Set<ServerResponse>();
  private readonly listeners: (() => void)[] = [];

  get draining(): boolean {
    return this.begun;
  }

  /** Begins draining, finally. Answers that are under way close their connections, too. */
  begin(): void {
    this.begun = true;
    this.underWay.forEach(closeWithAnswer);
    for (const listener of this.listeners) listener();
  }

  /** Has this called when draining begins: for requests that would otherwise go on waiting. */
  onBegin(listener: () => void): void {
    this.listeners.push(listener);
  }

  /**
   * Ends listening by `close`, and until that is done ends every connection on which no request is under way.
   *
   * Node waits for these without limit: its own `close` ends a connection that has been answered by then, but neither
   * one without any request nor one with an incomplete request.
   */
  async whileClosing(close: () => Promise<void>): Promise<void> {
    const sweeping = setInterval(() => this.endIdle(), SWEEP_EVERY_MS);
    try {
      await close();
    } finally {
      clearInterval(sweeping);
    }
  }

  /** Watches a server's connections and requests, before any other listener. */
  watch(server: Server): void {
    server.on('connection', (connection: Socket) => {
      this.connections.add(connection);
      connection.once('close', () => this.connections.delete(connection));
    });
    server.prependListener('request', (_, response) => {
      this.underWay.add(response);
      response.on('close', () => this.underWay.delete(response));
      if (this.begun) closeWithAnswer(response);
    });
  }

  private endIdle(): void {
    const busy = new Set([...this.underWay].map(({ req }) => req.socket));
    for (const connection of this.connections) if (!busy.has(connection)) connection.destroy();
  }
}

function closeWithAnswer(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}
