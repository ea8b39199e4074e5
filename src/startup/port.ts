import { once } from 'node:events';
import { createServer } from 'node:net';

/** The host to listen on is not an address of this machine. */
export class HostUnknown extends Error {}

/**
 * Checks that the port is free, and releases it: such a mistake is reported before a database is migrated for minutes.
 * @throws HostUnknown, and what listening throws
 */
export async function tryPort(port: number, host: string): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen({ port, host }), 'listening');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (!/^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EINVAL)$/.test(code)) throw cause;
    const message = `HOST=${host} is no address of this machine (${code}): set HOST to one, or to 0.0.0.0 for all of them.`;
    throw new HostUnknown(message, { cause });
  } finally {
    server.close();
  }
}
