import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/errors.js';

/** How many requests of one token may wait at once. */
export const MOST_OF_A_TOKEN = 10;
/** How many requests may wait in one process: each is a connection and some kilobytes. */
export const MOST_OF_A_PROCESS = 5_000;
const RETRY_AFTER_SECONDS = 5;

/** Limits how many requests wait at a time, in this process. */
@Injectable()
export class WaitingLimits {
  private readonly holders = new Map<string, number>();
  private all = 0;

  /**
   * Does work that may wait.
   * @param holder the token's id
   * @throws DomainError too_many_waiting
   */
  async within<T>(holder: string, work: () => Promise<T>): Promise<T> {
    const own = this.holders.get(holder) ?? 0;
    refuseBeyond(own, MOST_OF_A_TOKEN);
    refuseBeyond(this.all, MOST_OF_A_PROCESS);
    this.count(holder, 1);
    try {
      return await work();
    } finally {
      this.count(holder, -1);
    }
  }

  private count(holder: string, change: 1 | -1): void {
    const own = (this.holders.get(holder) ?? 0) + change;
    if (own > 0) this.holders.set(holder, own);
    else this.holders.delete(holder);
    this.all += change;
  }
}

function refuseBeyond(present: number, limit: number): void {
  if (present >= limit) throw new DomainError('too_many_waiting', { limit, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
