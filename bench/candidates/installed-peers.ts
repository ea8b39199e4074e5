import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Place } from './candidate.js';

/** The candidates whose packages the product does not have; they are installed there and nowhere else. */
export const PEERS = fileURLToPath(new URL('../../../peers', import.meta.url));

/**
 * Installs the packages of the peers, unless exactly these are there.
 * @throws when they cannot be had
 */
export function installPeers({ tell }: Pick<Place, 'tell'>): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(PEERS, 'package-lock.json')))
    .digest('hex');
  const stamp = join(PEERS, 'node_modules', '.installed-lock');
  if (contentOf(stamp) === lock) return;
  tell('installing the packages of boilerplate and better-auth into bench/peers, once');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: PEERS, stdio: 'ignore' });
  if (status !== 0) throw new Error('its packages cannot be installed; npm ci in bench/peers shows why');
  writeFileSync(stamp, lock);
}

/** Runs a script of a peer to its end. */
export async function runPeer(url: string, ...command: readonly string[]): Promise<void> {
  const { PATH = '', HOME = '' } = process.env;
  await promisify(execFile)(process.execPath, [...command], { cwd: PEERS, env: { PATH, HOME, DATABASE_URL: url } });
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
