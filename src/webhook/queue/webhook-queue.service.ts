import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/statement.js';
import { queuesUpsert, queuesUpsertUnpaused } from './webhook-queue.queries.js';

/** How many rows one statement upserts. */
const AT_ONCE = 500;

/** Which endpoints have something to deliver. */
@Injectable()
export class WebhookQueue {
  private listener: (() => void) | undefined;

  /**
   * Queues that these endpoints have deliveries that are due; those of one that is paused wait for the end of the pause. In
   * the transaction that makes it so, behind its own writes. Ids in ascending order, so that two transactions lock them in
   * the same one.
   */
  due(tx: Tx, endpointIds: readonly string[]): void {
    for (let at = 0; at < endpointIds.length; at += AT_ONCE)
      tx.queue(queuesUpsert(endpointIds.slice(at, at + AT_ONCE)));
  }

  /**
   * The same for what a caller did: an endpoint was changed, enabled or deleted, or something is to be sent to it now. It
   * ends the pause of the endpoint, since what made it fail may be repaired.
   */
  changed(tx: Tx, endpointIds: readonly string[]): void {
    for (let at = 0; at < endpointIds.length; at += AT_ONCE)
      tx.queue(queuesUpsertUnpaused(endpointIds.slice(at, at + AT_ONCE)));
  }

  /** After the commit: this process looks at once. Others look within their interval. */
  wake(): void {
    this.listener?.();
  }

  onWake(listener: () => void): void {
    this.listener = listener;
  }
}
