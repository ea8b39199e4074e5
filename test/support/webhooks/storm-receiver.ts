import { freePort } from '../database/mariadb-server.js';
import { Receiver } from './receiver.js';

/** A receiver that can be killed and comes back at the same address, and counts what it got of each event. */
export class StormReceiver {
  readonly received = new Map<string, number>();
  unverified = 0;
  secret = '';
  private receiver: Receiver | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<StormReceiver> {
    const made = new StormReceiver(await freePort());
    await made.open();
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Every connection is cut, and nothing listens for a moment. */
  async kill(): Promise<void> {
    await this.close();
    await this.open();
  }

  async close(): Promise<void> {
    await this.receiver?.close();
    this.receiver = undefined;
  }

  private async open(): Promise<void> {
    const receiver = await Receiver.start({ port: this.port });
    receiver.behaviour = (response, { id }) => {
      try {
        receiver.verifyAll(this.secret);
      } catch {
        this.unverified++;
      }
      receiver.received.length = 0;
      this.received.set(id, (this.received.get(id) ?? 0) + 1);
      response.writeHead(204).end();
    };
    this.receiver = receiver;
  }
}
