import { connect, createServer, type Server, type Socket } from 'node:net';
import { PacketReader, queryPacket, statementIn } from './statements.js';

/**
 * What happens to traffic, of open connections and of new ones:
 * - `pass`: nothing.
 * - `pause`: what clients send is kept back until the mode changes; new connections wait, too.
 * - `black-hole`: what either side sends is lost, as behind a cut cable, without any notice.
 * - `refuse`: new connections are reset at once, open ones go on.
 */
export type Mode = 'pass' | 'pause' | 'black-hole' | 'refuse';

/**
 * What becomes of one trip of statements: another text is sent in its place; its connection is reset, ahead of it or in
 * place of its answer, once all of it is done; or it, or its answer, comes so much later.
 */
export type Fate =
  | { readonly send: string }
  | { readonly reset: 'before' | 'after' }
  | { readonly delayMs: number; readonly of: 'statement' | 'answer' };

/** A statement that waits in the proxy. */
export interface Hold {
  /** Resolves with the statement's text once it has arrived here. */
  readonly held: Promise<string>;
  /** Lets it go on to the server, and everything its connection sent after it. */
  release(): void;
}

interface Trap {
  readonly pattern: RegExp;
  readonly caught: (link: Link, packet: Buffer, statement: string) => void;
}

/** One client's connection and its twin to the server; `waiting` is what the client sent and the proxy kept back. */
interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly reader: PacketReader;
  held: boolean;
  waiting: Buffer[];
}

/** All of a trip is done by then, since its rows are few. */
const AFTER_MS = 30;

interface Target {
  readonly host: string;
  readonly port: number;
}

function targetOf(databaseUrl: string): Target {
  const { hostname, port } = new URL(databaseUrl);
  return { host: hostname, port: Number(port || 3306) };
}

/** A small proxy between one application and its MariaDB, which reads the statements that pass. */
export class TcpProxy {
  private readonly links = new Set<Link>();
  private readonly traps = new Set<Trap>();
  private mode: Mode = 'pass';
  private fateOf: (statement: string) => Fate | undefined = () => undefined;

  private constructor(
    private target: Target,
    private readonly listener: Server,
  ) {
    listener.on('connection', (client) => this.accept(client));
  }

  /** Listens on a free port of 127.0.0.1 and passes everything to the server that `databaseUrl` names. */
  static async before(databaseUrl: string): Promise<TcpProxy> {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return new TcpProxy(targetOf(databaseUrl), listener);
  }

  /** New connections lead to the server that `databaseUrl` names; open ones stay where they are, as behind a balancer. */
  leadTo(databaseUrl: string): void {
    this.target = targetOf(databaseUrl);
  }

  /** The same database URL, led through this proxy. */
  url(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    const address = this.listener.address();
    if (typeof address === 'object' && address !== null) url.host = `127.0.0.1:${address.port}`;
    return url.href;
  }

  /** How many connections are open through it. */
  connections(): number {
    return this.links.size;
  }

  /** Changes what happens from now on; going back to `pass` lets go what `pause` kept back. */
  set(mode: Mode): void {
    this.mode = mode;
    if (mode === 'pass') this.links.forEach((link) => this.flush(link));
  }

  /** Ends every open connection with a reset; what happens to new ones is the mode's business. */
  reset(): void {
    this.links.forEach((link) => this.sever(link));
  }

  /**
   * Keeps back the next statement that matches, of whichever connection, and all that this connection sends after
   * it. Statements are compared with their values written in, several of one round trip as one text.
   */
  holdNextStatementMatching(pattern: RegExp): Hold {
    let link: Link | undefined;
    const held = new Promise<string>((resolve) => {
      this.trap(pattern, (caught, packet, statement) => {
        link = caught;
        caught.held = true;
        caught.waiting.push(packet);
        resolve(statement);
      });
    });
    const release = () => {
      if (link === undefined) throw new Error(`Nothing matching ${String(pattern)} has arrived yet.`);
      link.held = false;
      this.flush(link);
    };
    return { held, release };
  }

  /**
   * Lets the next matching statement reach the server, and resets the connection in place of its answer: the client
   * cannot know what became of it. It is cut at the first result, so of a batch the rest may not be done yet. Resolves
   * when that has happened.
   */
  loseAnswerToNextStatementMatching(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      this.trap(pattern, (link, packet, statement) => {
        link.server.removeAllListeners('data');
        link.server.once('data', () => {
          this.sever(link);
          resolve(statement);
        });
        link.server.write(packet);
      });
    });
  }

  /** Decides of every trip from now on what becomes of it; `undefined` lets it pass. */
  decide(fateOf: (statement: string) => Fate | undefined): void {
    this.fateOf = fateOf;
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private trap(pattern: RegExp, caught: Trap['caught']): void {
    this.traps.add({ pattern, caught });
  }

  private accept(client: Socket): void {
    if (this.mode === 'refuse') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const server = connect(this.target.port, this.target.host);
    const link: Link = { client, server, reader: new PacketReader(), held: false, waiting: [] };
    this.links.add(link);
    client.on('data', (chunk: Buffer) => this.fromClient(link, chunk));
    server.on('data', (chunk: Buffer) => {
      if (this.mode !== 'black-hole') client.write(chunk);
    });
    for (const side of [client, server]) {
      side.setNoDelay(true);
      side.on('error', () => this.sever(link));
      side.on('close', () => this.sever(link));
    }
  }

  private fromClient(link: Link, chunk: Buffer): void {
    if (this.mode === 'black-hole') return;
    for (const packet of link.reader.push(chunk)) {
      if (link.held || this.mode === 'pause') link.waiting.push(packet);
      else this.forward(link, packet);
    }
  }

  private forward(link: Link, packet: Buffer): void {
    const statement = statementIn(packet);
    const trap =
      statement === undefined ? undefined : [...this.traps].find((candidate) => candidate.pattern.test(statement));
    if (trap !== undefined && statement !== undefined) {
      this.traps.delete(trap);
      return trap.caught(link, packet, statement);
    }
    const fate = statement === undefined ? undefined : this.fateOf(statement);
    if (fate === undefined) link.server.write(packet);
    else this.meet(fate, link, packet);
  }

  private meet(fate: Fate, link: Link, packet: Buffer): void {
    if ('send' in fate) return void link.server.write(queryPacket(fate.send));
    if ('reset' in fate) {
      if (fate.reset === 'before') return this.sever(link);
      this.holdAnswer(link, AFTER_MS, () => this.sever(link));
    } else if (fate.of === 'answer') {
      this.holdAnswer(link, fate.delayMs, (answer) => void (link.client.writable && link.client.write(answer)));
    } else {
      link.held = true;
      link.waiting.push(packet);
      setTimeout(() => {
        link.held = false;
        if (this.links.has(link)) this.flush(link);
      }, fate.delayMs);
      return;
    }
    link.server.write(packet);
  }

  /** Keeps what the server sends for so long, and gives it to `then`. */
  private holdAnswer(link: Link, ms: number, then: (answer: Buffer) => void): void {
    const answer: Buffer[] = [];
    const before = link.server.listeners('data') as ((chunk: Buffer) => void)[];
    link.server.removeAllListeners('data');
    link.server.on('data', (chunk: Buffer) => answer.push(chunk));
    setTimeout(() => {
      link.server.removeAllListeners('data');
      before.forEach((listener) => link.server.on('data', listener));
      then(Buffer.concat(answer));
    }, ms);
  }

  private flush(link: Link): void {
    if (link.held) return;
    const waiting = link.waiting;
    link.waiting = [];
    waiting.forEach((packet) => link.server.write(packet));
  }

  private sever(link: Link): void {
    this.links.delete(link);
    link.client.resetAndDestroy();
    link.server.resetAndDestroy();
  }
}
