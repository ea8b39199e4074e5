import { Injectable } from '@nestjs/common';
import { eventById } from '../../audit/audit.queries.js';
import { type AuditEvent, AuditService } from '../../audit/audit.service.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { ANY_STATE, type Precondition } from '../../common/precondition.js';
import { Database, type WriteOptions } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import { type Claim, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import type { Organization } from '../../organization/organization.js';
import { acceptRoles } from '../../organization/path/accepted-roles.js';
import { assertActive } from '../../organization/path/organization-path.js';
import { pathStateOf, pathStates } from '../../organization/path/organization-path.queries.js';
import { WebhookQueue } from '../queue/webhook-queue.service.js';
import { OPERATOR, type WebhookEndpoint, webhookEndpointOf, webhookEndpointTag } from '../webhook-endpoint.js';
import { webhookEndpointForUpdate } from '../webhook-endpoint.queries.js';

/** Whose endpoint it is; undefined is the operator. */
export type WebhookOwner = Pick<Organization, 'id' | 'path' | 'depth'> | undefined;

/** The organization of an endpoint, as it is stored. */
export function ownerId(owner: WebhookOwner): string {
  return owner?.id ?? OPERATOR;
}

/** How an endpoint is changed. */
export interface WebhookChangeOptions {
  /** What the client has read; compared with the tag of the locked row. */
  readonly precondition?: Precondition;
  /** Of the idempotent request, where the client sent a key. */
  readonly claim?: Claim;
  /** What the answer shows once. */
  readonly secret?: string;
  /** Of the audit event, where the caller has to know it. */
  readonly eventId?: string;
  /** Errors after which the whole is run again. */
  readonly retryOn?: WriteOptions['retryOn'];
}

/** The audit event of a change; undefined where nothing was changed. */
export type WebhookChange = Pick<AuditEvent, 'action' | 'data'> | undefined;

/**
 * Changes endpoints. Each change locks the path of the organization, which has to be active, as a creation below it does;
 * then the row of the endpoint, so of two concurrent changes the second sees the first.
 */
@Injectable()
export class WebhookEndpointChangeService {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
    private readonly queue: WebhookQueue,
  ) {}

  /**
   * Runs a change, and writes its audit event with it. A change whose COMMIT succeeded without a reply is recognised by
   * that event, and not made again.
   * @param change gets the endpoint under its lock, undefined where there is none, and queues its statements
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated;
   *   precondition_failed; and what the change throws
   */
  async apply(
    ctx: CallContext,
    { id, owner }: { readonly id: string; readonly owner: WebhookOwner },
    change: (tx: Tx, endpoint: WebhookEndpoint | undefined) => Promise<WebhookChange> | WebhookChange,
    options: WebhookChangeOptions = {},
  ): Promise<void> {
    const { precondition = ANY_STATE, claim = NO_CLAIM, secret, eventId = newId(), retryOn } = options;
    const work = async (tx: Tx): Promise<void> => {
      const states = owner && tx.queue(pathStates(owner.path, 'locked'));
      const [[row], events] = await tx.query(webhookEndpointForUpdate(id), eventById(eventId));
      if (events.length > 0) return;
      if (owner && states) assertActive(owner.id, states.rows.map(pathStateOf), owner.depth);
      tx.admit();
      // Before the precondition: a repeated request is answered as the first one was.
      claim.take(tx, id, secret);
      await tx.flush();
      const endpoint = row && webhookEndpointOf(row);
      if (endpoint && !precondition.allows(webhookEndpointTag(endpoint))) {
        throw new DomainError('precondition_failed', {});
      }
      await this.record(tx, ctx, { id, owner, eventId }, await change(tx, endpoint));
      await tx.flush();
    };
    await this.database.write(ctx, work, { rethrowLockTimeout: claim.isKeyed, ...(retryOn && { retryOn }) });
    this.queue.wake();
  }

  private async record(
    tx: Tx,
    ctx: CallContext,
    { id, owner, eventId }: { id: string; owner: WebhookOwner; eventId: string },
    event: WebhookChange,
  ): Promise<void> {
    if (!event) return;
    const of = owner ? { organizationId: owner.id } : {};
    if (owner) await acceptRoles(tx, ctx.actor, owner.path, event);
    this.audit.record(tx, ctx, { ...event, subjectType: 'webhook_endpoint', subjectId: id, ...of }, eventId);
    // Something may be due now, or left to be deleted.
    this.queue.changed(tx, [id]);
  }
}
