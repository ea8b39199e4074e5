import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import { tokenUse } from './token-authentication.queries.js';

const AT_MOST_EVERY_MS = 60_000;
const PATIENCE_MS = 2_000;
const MAX_NOTED = 10_000;

/** Stores when each token was last used, to the minute, so that the operator can see which tokens are still needed. */
@Injectable()
export class TokenUsage implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TokenUsage.name);
  private readonly noted = new Map<string, number>();
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /**
   * Stores that a token was used: at most once a minute for each, beside the request and never in its transaction, since
   * a row that every call of a client updates would make those calls wait for each other.
   */
  touch(token: AuthenticatedToken): void {
    const now = Date.now();
    if (now - Math.max(token.lastUsedAt ?? 0, this.noted.get(token.id) ?? 0) < AT_MOST_EVERY_MS) return;
    if (this.noted.size >= MAX_NOTED) this.noted.clear();
    this.noted.set(token.id, now);
    this.writing = this.writing.then(() => this.write(token.id, now));
  }

  /** Waits for what is being written, before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
  }

  private async write(id: string, at: number): Promise<void> {
    try {
      await this.database.write({ signal: AbortSignal.timeout(PATIENCE_MS) }, async (tx) => {
        tx.queue(tokenUse(id, at));
        await tx.flush();
      });
    } catch (error) {
      // The call has been answered already: this must not fail it.
      this.logger.warn(`The last use of token ${id} was not written: ${String(error)}`);
    }
  }
}
