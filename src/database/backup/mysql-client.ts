import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseTarget } from '../../config/database-url.js';
import type { DatabaseStatus } from '../connection/database-status.service.js';
import { BackupRefused } from './backup-refused.js';

type Product = DatabaseStatus['product'];

/** One state of all tables, without a lock that a write would wait for, in the characters of the service. */
const DUMP_OPTIONS = ['--single-transaction', '--skip-lock-tables', '--no-tablespaces', '--hex-blob'];
const CHARACTERS = '--default-character-set=utf8mb4';
/** At most so much of what a client writes to its error output is shown. */
const MAX_REASON = 500;

const programOf = (product: Product, work: 'dump' | 'load') =>
  ({ MariaDB: { dump: 'mariadb-dump', load: 'mariadb' }, MySQL: { dump: 'mysqldump', load: 'mysql' } })[
    product === 'MySQL' ? 'MySQL' : 'MariaDB'
  ][work];

/** What to type where the client is installed elsewhere; it asks for the password. */
export function dumpCommand(product: Product, target: DatabaseTarget, file: string): string {
  return [programOf(product, 'dump'), ...connecting(product, target), '-p', ...DUMP_OPTIONS, CHARACTERS]
    .concat(target.database, '>', file)
    .join(' ');
}

/** As `dumpCommand`, for loading. */
export function loadCommand(product: Product, target: DatabaseTarget, file: string): string {
  return [
    programOf(product, 'load'),
    ...connecting(product, target),
    '-p',
    CHARACTERS,
    target.database,
    '<',
    file,
  ].join(' ');
}

/**
 * Dumps the database into an existing file, by the client of the product.
 * @throws BackupRefused client_missing with the command to type, dump_failed
 */
export async function dumpInto(product: Product, target: DatabaseTarget, file: string, asked: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    const program = programOf(product, 'dump');
    const args = [...connecting(product, target), ...DUMP_OPTIONS, CHARACTERS, target.database];
    const missing = `${program} is not installed here. Install it, or run where it is: ${dumpCommand(product, target, asked)}`;
    await run({ program, args, missing }, target, ['ignore', handle.fd, 'pipe']);
  } finally {
    await handle.close();
  }
}

/** Loads a dump. @throws BackupRefused client_missing with the command to type, dump_failed */
export async function loadFrom(product: Product, target: DatabaseTarget, file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const program = programOf(product, 'load');
    const args = [...connecting(product, target), CHARACTERS, target.database];
    const missing = `${program} is not installed here. Install it, or run where it is: ${loadCommand(product, target, file)}`;
    await run({ program, args, missing }, target, [handle.fd, 'ignore', 'pipe']);
  } finally {
    await handle.close();
  }
}

function connecting(product: Product, { host, port, user, tls }: DatabaseTarget): string[] {
  const files = [`ca`, `cert`, `key`] as const;
  const given = files.flatMap((name) => (tls?.[name] === undefined ? [] : [`--ssl-${name}=${tls[name]}`]));
  const mode = { none: 'REQUIRED', chain: 'VERIFY_CA', identity: 'VERIFY_IDENTITY' } as const;
  const verified = tls?.check === 'identity' ? ['--ssl', '--ssl-verify-server-cert'] : ['--ssl'];
  const level = product === 'MySQL' ? [`--ssl-mode=${mode[tls?.check ?? 'none']}`] : verified;
  return [`--host=${host}`, `--port=${port}`, '--protocol=tcp', `--user=${user}`, ...given, ...(tls ? level : [])];
}

interface Client {
  readonly program: string;
  readonly args: readonly string[];
  /** What is answered where the program is not installed. */
  readonly missing: string;
}

/**
 * The password is passed by a file that only its owner can read: arguments are shown to all users of a machine. The client
 * reads no other file: one in the operator's home would be read after it, and its password be taken.
 */
async function run(
  { program, args, missing }: Client,
  { password }: DatabaseTarget,
  stdio: ('ignore' | 'pipe' | number)[],
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'tenantry-'));
  const secrets = join(directory, 'client.cnf');
  const quoted = password.replace(/[\\"]/g, (character) => `\\${character}`);
  await writeFile(secrets, `[client]\npassword="${quoted}"\n`, { mode: 0o600 });
  try {
    const child = spawn(program, [`--defaults-file=${secrets}`, ...args], { stdio });
    let reason = '';
    child.stderr?.on('data', (chunk: Buffer) => (reason = `${reason}${chunk.toString()}`.slice(-MAX_REASON)));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code === 0) return;
    const line = reason.trim().replace(/\s+/g, ' ');
    throw new BackupRefused('dump_failed', `${program} ended with the code ${code}: ${line}`);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new BackupRefused('client_missing', missing, { cause });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
