import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, answer, type Call, wire } from '../answers.js';
import type { Body } from '../scenes/installation.js';

interface Replica {
  readonly url: string;
  readonly agent: Agent;
  ready: boolean;
  underWay: number;
}

/** A replica on a busy machine may answer late, and is ready all the same; one that has ended refuses at once. */
const PROBE_WITHIN_MS = 20_000;
/** In a row, before a replica gets no more calls; as in the files of docker/proxy, one late probe takes none away. */
const FAILURES = 3;

/**
 * A minimal balancer: it checks the readiness of each replica again and again, sends calls in turn to
 * those that said yes at one of the last three times, keeps connections alive, and never sends a call twice.
 */
export class Balancer {
  private readonly replicas = new Map<string, Replica>();
  private turn = 0;
  private open = true;
  /** How long the slowest answer to a probe took. */
  slowestProbeMs = 0;

  constructor(private readonly probeEveryMs: number) {}

  add(url: string): void {
    const replica = { url, agent: new Agent({ keepAlive: true }), ready: false, underWay: 0 };
    this.replicas.set(url, replica);
    void this.watch(replica);
  }

  /** Forgets a replica that has ended. */
  remove(url: string): void {
    this.replicas.get(url)?.agent.destroy();
    this.replicas.delete(url);
  }

  isReady(url: string): boolean {
    return this.replicas.get(url)?.ready === true;
  }

  /** How many calls this replica has not answered yet. */
  underWay(url: string): number {
    return this.replicas.get(url)?.underWay ?? 0;
  }

  /** @throws when no replica is ready, and when the connection to the chosen one fails */
  async call(call: Call): Promise<Answer<Body>> {
    const ready = [...this.replicas.values()].filter((replica) => replica.ready);
    const replica = ready[this.turn++ % ready.length];
    if (replica === undefined) {
      // A caller that comes again at once must not keep the probes from running.
      await new Promise(setImmediate);
      throw new Error('No replica is ready.');
    }
    replica.underWay++;
    try {
      return await sent(replica, call);
    } finally {
      replica.underWay--;
    }
  }

  close(): void {
    this.open = false;
    for (const url of [...this.replicas.keys()]) this.remove(url);
  }

  private async watch(replica: Replica): Promise<void> {
    let failures = FAILURES;
    while (this.open && this.replicas.has(replica.url)) {
      const asked = performance.now();
      failures = (await saysReady(replica.url)) ? 0 : failures + 1;
      replica.ready = failures < FAILURES;
      this.slowestProbeMs = Math.max(this.slowestProbeMs, Math.round(performance.now() - asked));
      await delay(Math.max(0, this.probeEveryMs - (performance.now() - asked)));
    }
  }
}

async function saysReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PROBE_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}

function sent({ url, agent }: Replica, call: Call): Promise<Answer<Body>> {
  const { headers, payload } = wire(call);
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${call.url}`, { method: call.method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const named = Object.entries(incoming.headers);
        resolve(answer(incoming.statusCode ?? 0, named, Buffer.concat(chunks).toString()));
      });
    });
    outgoing.on('error', reject).end(payload);
  });
}
