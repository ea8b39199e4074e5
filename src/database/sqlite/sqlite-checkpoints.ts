import { statSync } from 'node:fs';
import type { SessionPool } from '../session.js';
import type { Statement } from '../statement.js';

const LOOKED_AT_EVERY_MS = 1_000;
/** While writes go on: SQLite checkpoints by itself by then, but only this checkpoint truncates the log. */
const AT_LEAST_EVERY_MS = 10_000;
const PATIENCE_MS = 1_000;

/** Everything into the database file, and nothing left in the log. */
export const CHECKPOINT: Statement = { sql: 'PRAGMA wal_checkpoint(TRUNCATE)', params: [] };

/**
 * Moves what was written from the write-ahead log into the database file: a second after the last write, and every ten
 * seconds while writes go on. So a copy of the idle file is complete, and erased data is in no file any more.
 *
 * It takes its turn like any other work, which is some milliseconds for what ten seconds write. Where another process is
 * reading or writing, the next turn does it.
 */
export class SqliteCheckpoints {
  private timer: NodeJS.Timeout | undefined;
  private lastWrite = 0;
  private doneAt = performance.now();

  constructor(
    private readonly pool: SessionPool,
    private readonly file: string,
  ) {}

  /** Begins; keeps no process alive. */
  start(): void {
    this.timer = setInterval(() => void this.look(), LOOKED_AT_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const log = statSync(`${this.file}-wal`, { throwIfNoEntry: false });
    if (!log || log.size === 0) return;
    const quiet = log.mtimeMs === this.lastWrite;
    this.lastWrite = log.mtimeMs;
    if (!quiet && performance.now() - this.doneAt < AT_LEAST_EVERY_MS) return;
    try {
      await this.pool.withSession(AbortSignal.timeout(PATIENCE_MS), (session) => session.run([CHECKPOINT]));
      this.doneAt = performance.now();
    } catch {
      // The file was removed, which the next write reports, or another process uses it: the next look tries again.
    }
  }
}
