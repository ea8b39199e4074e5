import { once } from 'node:events';
import { createServer } from 'node:net';

/** The host to listen on is not an address of this machine. */
export class HostUnknown extends Error {}

/** The port is in use, or may not be used by this user. */
export class PortRefused extends Error {}

/** The names of the variables that an address comes from. */
const OF_SERVICE = { port: 'PORT', host: 'HOST' };
const OF_METRICS = { port: 'METRICS_PORT', host: 'METRICS_HOST' };

/**
 * Checks that the port is free, and releases it: such a mistake is reported before a database is migrated for minutes.
 * @throws HostUnknown, PortRefused, and what listening throws
 */
export async function tryPort(port: number, host: string): Promise<void> {
  await tryAddress(port, host, OF_SERVICE);
}

/** The same for the port of the metrics. */
export async function tryMetricsPort(port: number, host: string): Promise<void> {
  await tryAddress(port, host, OF_METRICS);
}

async function tryAddress(port: number, host: string, variables: typeof OF_SERVICE): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen({ port, host }), 'listening');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (/^(EADDRNOTAVAIL|ENOTFOUND|EAI_AGAIN|EINVAL)$/.test(code)) {
      const message = `${variables.host}=${host} is no address of this machine (${code}): set ${variables.host} to one, or to 0.0.0.0 for all of them.`;
      throw new HostUnknown(message, { cause });
    }
    const reason = portProblem(code, port, variables.port);
    throw reason === undefined ? cause : new PortRefused(reason, { cause });
  } finally {
    server.close();
  }
}

/** Why a port cannot be had, by the code of the error, in a sentence for the operator. */
export function portProblem(code: string, port: number, variable = OF_SERVICE.port): string | undefined {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: stop what listens there, or set ${variable} to another one.`;
  }
  if (code === 'EACCES') return `Port ${port} may not be used by this user: set ${variable} to 1024 or above.`;
  return undefined;
}
