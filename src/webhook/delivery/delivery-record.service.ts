import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Statement, Tx } from '../../database/statement.js';
import type { Attempt } from '../sending/attempt.js';
import { type AttemptResult, isSuccess, pauseAfter, resultOf } from './attempt-result.js';
import { TEST_EVENT_TYPE } from '../webhook-endpoint.js';
import { DeliverySettings } from './delivery-settings.js';
import type { Turn } from '../queue/turn.js';
import {
  attemptUpdate,
  deliveriesBelow,
  deliveriesDelete,
  type DueDeliveryRow,
  enabledForUpdate,
  endpointDisable,
  endpointState,
  type EndpointStateRow,
  failingUpdate,
} from './webhook-delivery.queries.js';
import {
  leaseEnd,
  leaseEndAtOnce,
  leaseEndWithFailure,
  leaseEndWithPause,
  leaseEndWithSuccess,
  leaseForUpdate,
  queueDelete,
} from '../queue/webhook-queue.queries.js';

const PATIENCE_MS = 5_000;
/** How many deliveries are deleted in one transaction. */
const DELETED_AT_ONCE = 500;
/** Above every id. */
const ABOVE_ALL = 'g';
const STATES = ['pending', 'succeeded', 'failed'];

/** A delivery with the attempt that was made of it. */
export interface Delivered {
  readonly row: DueDeliveryRow;
  readonly attempt: Attempt;
}

/** Ends turns: writes down what came of them, and gives the endpoint back in the same transaction. */
@Injectable()
export class DeliveryRecord {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly settings: DeliverySettings,
  ) {}

  /** Writes down the attempts. Where the lease has ended meanwhile, another process may have it, and nothing is written. */
  async done(turn: Turn, delivered: readonly Delivered[]): Promise<void> {
    const { endpointId } = turn;
    const results = delivered.map((each) => [each.row.event_id, this.resultOf(each)] as const);
    // Drawn ahead of the first try, as of every write.
    const disabling = systemContext();
    await this.database.write(disabling, async (tx) => {
      const [[lease], [endpoint]] = await tx.query(leaseForUpdate(endpointId), endpointState(endpointId));
      if (lease?.lease_id !== turn.leaseId) return;
      for (const [eventId, result] of results) tx.queue(attemptUpdate(endpointId, eventId, result));
      // It was deleted meanwhile: the next turn deletes what is left.
      if (!endpoint) return void tx.queue(leaseEndAtOnce(endpointId));
      await this.noteHealth(tx, disabling, endpointId, endpoint, delivered);
      // With COMMIT: a second try finds the lease ended, and writes nothing again.
      await tx.flushAndCommit(this.leaseEnd(turn, delivered, lease.failed_turns));
    });
  }

  /** An endpoint that failed or was slow goes to the slow lane, and is paused where nothing succeeds for some turns. */
  private leaseEnd({ endpointId, lane }: Turn, delivered: readonly Delivered[], failedTurns: number): Statement {
    if (delivered.length === 0) return leaseEnd(endpointId, lane);
    if (!delivered.some(({ attempt }) => isSuccess(attempt)))
      return leaseEndWithFailure(endpointId, pauseAfter(failedTurns + 1, this.settings));
    const isSlow = delivered.some(({ attempt }) => !isSuccess(attempt) || attempt.tookMs > this.settings.slowMs);
    return leaseEndWithSuccess(endpointId, isSlow ? 1 : 0);
  }

  /** Gives back an endpoint to which nothing may be delivered now, without what has become too old meanwhile. */
  async held(turn: Turn, oldestId: string): Promise<void> {
    await this.end(turn, async (tx) => {
      const [[endpoint], old] = await tx.query(
        endpointState(turn.endpointId),
        deliveriesBelow(turn.endpointId, 'pending', oldestId, DELETED_AT_ONCE),
      );
      if (old.length > 0)
        tx.queue(
          deliveriesDelete(
            turn.endpointId,
            old.map(({ event_id: id }) => id),
          ),
        );
      const { disabledPauseMs, inactivePauseMs } = this.settings;
      if (!endpoint) return leaseEndAtOnce(turn.endpointId);
      if (old.length === DELETED_AT_ONCE) return leaseEnd(turn.endpointId, turn.lane);
      return leaseEndWithPause(turn.endpointId, endpoint.disabled_reason === null ? inactivePauseMs : disabledPauseMs);
    });
  }

  /** Deletes deliveries of an endpoint that was deleted: some of them, and with the last its queue. */
  async removed(turn: Turn): Promise<void> {
    await this.end(turn, async (tx) => {
      const [pending, succeeded, failed] = await tx.query(
        ...(STATES.map((state) => deliveriesBelow(turn.endpointId, state, ABOVE_ALL, DELETED_AT_ONCE)) as [
          ReturnType<typeof deliveriesBelow>,
          ReturnType<typeof deliveriesBelow>,
          ReturnType<typeof deliveriesBelow>,
        ]),
      );
      const ids = [...pending, ...succeeded, ...failed].map(({ event_id: id }) => id);
      if (ids.length === 0) return queueDelete(turn.endpointId);
      tx.queue(deliveriesDelete(turn.endpointId, ids));
      return leaseEndAtOnce(turn.endpointId);
    });
  }

  /** A test is sent once. */
  private resultOf({ row, attempt }: Delivered): AttemptResult {
    const schedule = row.type === TEST_EVENT_TYPE ? [0] : this.settings.schedule;
    const { longestRetryAfterMs } = this.settings;
    return resultOf(attempt, row.attempts, { schedule, longestRetryAfterMs });
  }

  private async end(turn: Turn, work: (tx: Tx) => Promise<Statement>): Promise<void> {
    await this.database.write({ signal: AbortSignal.timeout(PATIENCE_MS) }, async (tx) => {
      const [[lease]] = await tx.query(leaseForUpdate(turn.endpointId));
      if (lease?.lease_id === turn.leaseId) tx.queue(await work(tx));
    });
  }

  /** Whether the endpoint works: one that answers 410, or to which nothing succeeds for days, is disabled. */
  private async noteHealth(
    tx: Tx,
    ctx: CallContext,
    endpointId: string,
    endpoint: EndpointStateRow,
    delivered: readonly Delivered[],
  ): Promise<void> {
    if (delivered.length === 0) return;
    const hasSuccess = delivered.some(({ attempt }) => isSuccess(attempt));
    const isGone = delivered.some(({ attempt }) => attempt.status === 410);
    const failingFor = endpoint.failing_for;
    const isFailing = !hasSuccess && failingFor !== null && failingFor > this.settings.failingMs;
    if (isGone || isFailing) return this.disable(tx, ctx, endpointId, endpoint, isGone ? 'gone' : 'failing');
    if (hasSuccess === (failingFor !== null)) tx.queue(failingUpdate(endpointId, !hasSuccess));
  }

  private async disable(
    tx: Tx,
    ctx: CallContext,
    endpointId: string,
    { organization_id: organizationId }: EndpointStateRow,
    reason: 'gone' | 'failing',
  ): Promise<void> {
    const [enabled] = await tx.query(enabledForUpdate(endpointId));
    if (enabled.length === 0) return;
    tx.queue(endpointDisable(endpointId, reason));
    this.audit.record(tx, ctx, {
      action: 'webhook_endpoint.disabled',
      subjectType: 'webhook_endpoint',
      subjectId: endpointId,
      ...(organizationId === '' ? {} : { organizationId }),
      data: { reason },
    });
  }
}

function systemContext(): CallContext {
  return {
    requestId: newId(),
    actor: { kind: 'system', name: 'webhooks' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
}
