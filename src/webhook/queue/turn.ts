import type { Lane } from './webhook-queue.queries.js';

/** An endpoint that this process has for itself until the lease ends. */
export interface Turn {
  readonly endpointId: string;
  readonly leaseId: string;
  readonly lane: Lane;
}
