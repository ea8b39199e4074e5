import { readFileSync } from 'node:fs';
import type { SslOptions } from 'mysql2';
import type { DatabaseTarget } from '../../config/database-url.js';
import { BadConfiguration } from '../../config/env.js';

/**
 * The driver's TLS options. Without a file of certificate authorities those of Node.js are trusted.
 * @throws BadConfiguration when a file cannot be read
 */
export function tlsOptions({ check, ca, cert, key }: NonNullable<DatabaseTarget['tls']>): SslOptions {
  return {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: check !== 'none',
    verifyIdentity: check === 'identity',
    ...(ca !== undefined && { ca: contents('sslca', ca) }),
    ...(cert !== undefined && { cert: contents('sslcert', cert) }),
    ...(key !== undefined && { key: contents('sslkey', key) }),
  };
}

function contents(parameter: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `DATABASE_URL names a file by ${parameter} that cannot be read: ${(cause as Error).message}.`;
    throw new BadConfiguration(message, { cause });
  }
}
