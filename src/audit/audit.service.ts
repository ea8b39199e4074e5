import { Injectable } from '@nestjs/common';
import { actorId, type CallContext } from '../common/call-context.js';
import { newId } from '../common/ids.js';
import type { Tx } from '../database/steps.js';

/** A deed that was done: a dotted past tense and what it was done to. */
export interface AuditEvent {
  readonly action:
    | 'organization.created'
    | 'organization.changed'
    | 'organization.annotated'
    | 'organization.deleted'
    | 'organization.activated'
    | 'organization.suspended'
    | 'organization.unsuspended'
    | 'organization.limit_changed'
    | 'enterprise.created'
    | 'enterprise.changed'
    | 'enterprise.frozen'
    | 'enterprise.thawed'
    | 'enterprise.user_added'
    | 'enterprise.user_changed'
    | 'enterprise.user_removed'
    | 'user.created'
    | 'user.erased'
    | 'user.granted'
    | 'user.revoked'
    | 'token.created'
    | 'token.changed'
    | 'token.secret_regenerated'
    | 'token.rotated'
    | 'token.revoked';
  readonly subjectType: 'organization' | 'enterprise' | 'user' | 'access_token';
  readonly subjectId: string;
  /** Whose audit it belongs to; absent for what concerns the installation as a whole. */
  readonly organizationId?: string;
  /** Facts about the deed. Never a name or an address: erasing a person must not need this table. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The record of deeds, written with them. */
@Injectable()
export class AuditService {
  /**
   * Queues the record in the very transaction that does the deed: neither can be there without the other.
   * @param id where it was drawn ahead of the first try, so that a retry after a lost COMMIT recognises its own deed
   */
  record(tx: Tx, ctx: CallContext, event: AuditEvent, id = newId()): void {
    tx.add({
      sql: `INSERT INTO audit_events
        (id, at, action, actor_kind, actor_id, request_id, ip, organization_id, subject_type, subject_id, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      params: [
        id,
        Date.now(),
        event.action,
        ctx.actor.kind,
        actorId(ctx.actor),
        ctx.requestId,
        ctx.ip ?? null,
        event.organizationId ?? null,
        event.subjectType,
        event.subjectId,
        JSON.stringify(event.data ?? {}),
      ],
    });
  }
}
