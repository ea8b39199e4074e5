import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';

const AT_MOST_EVERY_MS = 60_000;
const PATIENCE_MS = 2_000;
const MAX_NOTED = 10_000;

/** When each token was last used, to the minute: for the operator who wonders which tokens are still needed. */
@Injectable()
export class TokenUsage implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TokenUsage.name);
  private readonly noted = new Map<string, number>();
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly database: Database) {}

  /**
   * Notes that a token was used. Written at most once a minute for each, beside the request and never in its
   * transaction: a row that every call of a client updates would make those calls wait for each other.
   */
  touch(token: AuthenticatedToken): void {
    const now = Date.now();
    if (now - Math.max(token.lastUsedAt ?? 0, this.noted.get(token.id) ?? 0) < AT_MOST_EVERY_MS) return;
    if (this.noted.size >= MAX_NOTED) this.noted.clear();
    this.noted.set(token.id, now);
    this.writing = this.writing.then(() => this.write(token.id, now));
  }

  /** What was noted is on its way: the database must not be closed under it. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
  }

  private async write(id: string, at: number): Promise<void> {
    try {
      await this.database.write({ signal: AbortSignal.timeout(PATIENCE_MS) }, async (tx) => {
        tx.queue({ sql: 'UPDATE access_tokens SET last_used_at = ? WHERE id = ?', params: [at, id] });
        await tx.flush();
      });
    } catch (error) {
      // A convenience for the operator is never a reason to fail a call that was answered already.
      this.logger.warn(`The last use of token ${id} was not written: ${String(error)}`);
    }
  }
}
