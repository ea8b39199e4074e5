import { lookup, Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

const LOOPBACK = ['127.0.0.1', '::1'];
const DNS_TIMEOUT_MS = 3_000;
const DNS_TRIES = 2;

/** Finds the addresses of a host name. */
export abstract class NameResolver {
  /**
   * All addresses, in no particular order; none where the name has none.
   * @param signal ends the look-up, which then gives none
   */
  abstract resolve(name: string, signal: AbortSignal): Promise<string[]>;
}

/** Asks the system, as other programs of this machine do: for a process that sends to one receiver. */
export class SystemResolver extends NameResolver {
  async resolve(name: string): Promise<string[]> {
    if (isLocalhost(name)) return LOOPBACK;
    const known = await lookup(name, { all: true }).catch(() => []);
    return known.map(({ address }) => address);
  }
}

/**
 * Asks the name servers, without the threads of the process: the system's own look-up holds one of four for as long as a
 * name server does not answer, and files and passwords of requests would wait behind the names of tenants.
 *
 * The system's look-up, which knows /etc/hosts, is asked for what the name servers do not know, and only where the
 * operator has allowed networks of their own.
 */
@Injectable()
export class DnsResolver extends NameResolver {
  private readonly system = new SystemResolver();

  constructor(private readonly asksSystem: boolean) {
    super();
  }

  async resolve(name: string, signal: AbortSignal): Promise<string[]> {
    if (isLocalhost(name)) return LOOPBACK;
    const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES });
    const cancel = () => resolver.cancel();
    signal.addEventListener('abort', cancel);
    const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    signal.removeEventListener('abort', cancel);
    const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length > 0 || signal.aborted || !this.asksSystem) return addresses;
    return this.system.resolve(name);
  }
}

function isLocalhost(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}
