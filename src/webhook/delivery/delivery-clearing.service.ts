import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { DeliverySettings } from './delivery-settings.js';
import { deliveriesDelete, finishedBefore } from './webhook-delivery.queries.js';

/** How many deliveries are deleted in one transaction: some milliseconds. */
const AT_ONCE = 500;
const PATIENCE_MS = 5_000;

/** Deletes deliveries that ended long ago. */
@Injectable()
export class DeliveryClearing {
  constructor(
    private readonly database: Database,
    private readonly settings: DeliverySettings,
  ) {}

  /** One step. @returns whether there may be more */
  async clearSome(): Promise<boolean> {
    const ctx = { signal: AbortSignal.timeout(PATIENCE_MS) };
    const [old] = await this.database.read(ctx, (reader) => reader.read(finishedBefore(this.settings.keptMs, AT_ONCE)));
    if (old.length === 0) return false;
    const byEndpoint = new Map<string, string[]>();
    for (const { endpoint_id: endpointId, event_id: eventId } of old) {
      byEndpoint.set(endpointId, [...(byEndpoint.get(endpointId) ?? []), eventId]);
    }
    await this.database.write(ctx, async (tx) => {
      // In the order of the keys, so that two processes that clear at once do not lock each other.
      for (const [endpointId, eventIds] of [...byEndpoint].sort()) tx.queue(deliveriesDelete(endpointId, eventIds));
    });
    return old.length === AT_ONCE;
  }
}
