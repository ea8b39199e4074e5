import { Injectable } from '@nestjs/common';
import { actorId, type CallContext } from '../common/call-context.js';
import { newId } from '../common/ids.js';
import type { Tx } from '../database/statement.js';
import { actingOrganization, eventInsert } from './audit.queries.js';
import type { AuditAction } from './audit-actions.js';

/** An event to record: a dotted past tense and its subject. */
export interface AuditEvent {
  readonly action: AuditAction;
  readonly subjectType: 'organization' | 'enterprise' | 'user' | 'access_token' | 'webhook_endpoint';
  readonly subjectId: string;
  /** The organization in whose log, and in those above, the event appears; absent for the installation's log alone. */
  readonly organizationId?: string;
  /** Ids, codes and numbers. Never a name or an address: erasing a person must not need this table. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes the audit log, in the transaction of the change. */
@Injectable()
export class AuditService {
  /**
   * Queues the event in the transaction of the change: neither can be there without the other. Queue statements that
   * wait for a lock ahead of it where possible: its time is that of its own writing. Its place in the order of
   * events, and its lines in the logs, it gets later (`EventSequencer`).
   * @param id where it was drawn ahead of the first try, so that a retry after a lost COMMIT recognises its own change
   */
  record(tx: Tx, ctx: CallContext, event: AuditEvent, id = newId()): void {
    const { action, subjectType, subjectId, organizationId, data = {} } = event;
    tx.queue(
      eventInsert({
        id,
        action,
        actorKind: ctx.actor.kind,
        actorId: actorId(ctx.actor),
        actorOrganization: actingOrganization(ctx.actor, organizationId),
        requestId: ctx.requestId,
        ip: ctx.ip ?? null,
        organizationId: organizationId ?? null,
        subjectType,
        subjectId,
        data: JSON.stringify(data),
      }),
    );
  }
}
