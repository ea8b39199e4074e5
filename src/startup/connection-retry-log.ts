import { isNativeError } from 'node:util/types';
import { DomainError } from '../common/errors.js';
import { driverMessage } from '../database/driver-message.js';
import { TransientError } from '../database/database-errors.js';

const REPEATED_EVERY_MS = 60_000;

/** The destination of its lines. */
interface Log {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Logs the attempts to reach a database that is not available yet: the reason of the first failure, each change of the
 * reason, and otherwise one line a minute, however many attempts there are. No line contains a password.
 */
export class ConnectionRetryLog {
  private attempts = 0;
  private readonly began: number;
  private last: { readonly reason: string; readonly at: number } | undefined;

  constructor(
    private readonly log: Log,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.began = now();
  }

  /** One attempt has failed. */
  failed(error: unknown): void {
    this.attempts++;
    const reason = reasonOf(error);
    if (this.last?.reason === reason && this.now() - this.last.at < REPEATED_EVERY_MS) return;
    this.last = { reason, at: this.now() };
    this.log.error(`The database cannot be used yet, and is tried again and again: ${reason}`);
  }

  /** An attempt has succeeded; logged only if earlier ones failed. */
  reached(): void {
    if (this.attempts === 0) return;
    const seconds = Math.round((this.now() - this.began) / 1_000);
    this.log.log(`The database can be used, after ${this.attempts} failed attempts in ${seconds} seconds.`);
  }
}

/** The message of the original error: `unavailable` and `lost` only pass it on as their cause. */
function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const isWrapper = error instanceof DomainError || error instanceof TransientError;
  if (isWrapper && error.cause !== undefined) return reasonOf(error.cause);
  return driverMessage(error);
}
