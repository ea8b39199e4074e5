import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';

/**
 * Whether this process is on its way out. Between `begin` and the end of listening it goes on answering, says it is
 * not ready, and closes each connection with its next answer, so that a balancer sends nothing more.
 */
@Injectable()
export class Drain {
  private begun = false;

  get draining(): boolean {
    return this.begun;
  }

  /** Begins draining; there is no way back. */
  begin(): void {
    this.begun = true;
  }

  /** Watches a server's requests, ahead of whoever answers them. */
  watch(server: Server): void {
    server.prependListener('request', (_, response) => {
      if (this.begun) response.setHeader('connection', 'close');
    });
  }
}
