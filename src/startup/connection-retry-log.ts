import { isNativeError } from 'node:util/types';
import { DomainError } from '../common/errors.js';
import { driverMessage } from '../database/driver-message.js';
import { TransientError } from '../database/database-errors.js';

const SAID_EVERY_MS = 60_000;

/** Where its lines go. */
interface Log {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Tells of a database that is tried again and again: at once why it cannot be used, again when the reason changes,
 * and otherwise once a minute, however often it is tried. Nothing it says holds a password.
 */
export class ConnectionRetryLog {
  private attempts = 0;
  private readonly began: number;
  private said: { readonly reason: string; readonly at: number } | undefined;

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
    if (this.said?.reason === reason && this.now() - this.said.at < SAID_EVERY_MS) return;
    this.said = { reason, at: this.now() };
    this.log.error(`The database cannot be used yet, and is tried again and again: ${reason}`);
  }

  /** The last attempt has succeeded; worth a word where others had failed. */
  reached(): void {
    if (this.attempts === 0) return;
    const seconds = Math.round((this.now() - this.began) / 1_000);
    this.log.log(`The database can be used, after ${this.attempts} failed attempts in ${seconds} seconds.`);
  }
}

/** What the one says who knows: `unavailable` and `lost` only hand on what happened. */
function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const handsOn = error instanceof DomainError || error instanceof TransientError;
  if (handsOn && error.cause !== undefined) return reasonOf(error.cause);
  return driverMessage(error);
}
