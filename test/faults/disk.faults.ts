import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mariadbOn, sqlite } from '../support/database/databases.js';
import { installedMariaDb, PrivateMariaDb, scratchDirectory } from '../support/database/mariadb-server.js';
import { figures } from '../support/scenes/figures.js';
import { until } from '../support/until.js';
import { Storm } from './storm.js';
import { FLAWLESS } from './verdict.js';

const WITHIN = { within: 60_000 };

interface Disk {
  readonly path: string;
  /** Leaves no room. */
  fill(): void;
  empty(): void;
  remove(): void;
}

/** A disk of so many MiB, where this user may make one. */
function aDisk(mebibytes: number): Disk | undefined {
  const path = scratchDirectory('disk');
  const filler = join(path, 'filler');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(path);
      try {
        writeFileSync(filler, Buffer.alloc(bavail * bsize));
      } catch (error) {
        // What is beside it has grown meanwhile: the disk is full as well.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    empty: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const refused = (storm: Storm) => storm.load.heard.words['503 ServiceUnavailable'] ?? 0;

describe('a disk that is full', () => {
  let disk: Disk | undefined;
  let server: PrivateMariaDb | undefined;

  afterEach(async () => {
    await server?.halt();
    disk?.remove();
    [disk, server] = [undefined, undefined];
  });

  it('refuses writes on SQLite with 503, loses no answer, and goes on when there is room', async () => {
    disk = aDisk(48);
    if (disk === undefined) return skipped();
    const storm = await Storm.begin(sqlite, 1, { overrides: { DATA_DIR: disk.path, LOG_LEVEL: 'silent' } });
    disk.fill();
    await until('writes are refused', () => refused(storm) > 5, WITHIN);
    disk.empty();
    const before = storm.load.created;
    await until('writes go on', () => storm.load.created > before + 20, WITHIN);
    const verdict = await storm.end();
    figures('a full disk with SQLite', { created: storm.load.created, ...storm.load.heard.words });
    expect(verdict).toEqual(FLAWLESS);
  });

  it('refuses writes on MariaDB with 503, loses no answer, and goes on when the server does', async () => {
    const made = installedMariaDb() ? aDisk(400) : undefined;
    if (made === undefined) return skipped();
    disk = made;
    server = await PrivateMariaDb.startIn(() => made.path, '--innodb-flush-log-at-trx-commit=1');
    const storm = await Storm.begin(mariadbOn(server), 1, { overrides: { LOG_LEVEL: 'silent' } });
    disk.fill();
    await until('writes are refused', () => refused(storm) > 5, { within: 120_000 });
    disk.empty();
    // The server may have ended itself.
    if (!server.isRunning()) await server.restart();
    const before = storm.load.created;
    await until('writes go on', () => storm.load.created > before + 20, WITHIN);
    const verdict = await storm.end();
    figures('a full disk with MariaDB', { created: storm.load.created, ...storm.load.heard.words });
    expect(verdict).toEqual(FLAWLESS);
  });
});

function skipped(): void {
  process.stderr.write('Skipped: a full disk, since only root can mount one here.\n');
}
