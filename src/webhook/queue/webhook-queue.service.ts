import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/statement.js';
import { queuesUpsert } from './webhook-queue.queries.js';

/** How many rows one statement upserts. */
const AT_ONCE = 500;

/** Which endpoints have something to deliver. */
@Injectable()
export class WebhookQueue {
  private listener: (() => void) | undefined;

  /**
   * Queues that these endpoints have something to do: deliveries that are due, one that was enabled, deliveries of one that
   * was deleted. In the transaction that makes it so, behind its own writes. Ids in ascending order, so that two
   * transactions lock them in the same one.
   */
  due(tx: Tx, endpointIds: readonly string[]): void {
    for (let at = 0; at < endpointIds.length; at += AT_ONCE)
      tx.queue(queuesUpsert(endpointIds.slice(at, at + AT_ONCE)));
  }

  /** After the commit: this process looks at once. Others look within their interval. */
  wake(): void {
    this.listener?.();
  }

  onWake(listener: () => void): void {
    this.listener = listener;
  }
}
