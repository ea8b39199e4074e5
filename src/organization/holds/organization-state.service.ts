import { Injectable } from '@nestjs/common';
import { actorId, type CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import type { Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { type ChangeOptions, OrganizationChangeService } from '../organization-change.service.js';
import { activationUpdate, holdsDecrement, holdsIncrement } from '../organization.queries.js';
import { holdReasonProblems } from '../organization.rules.js';
import type { HoldIdentity } from './hold-identity.js';
import { holdDelete, holdInsert, holdOf } from './organization-hold.queries.js';

/** Changes the state of organizations. Every change is idempotent. */
@Injectable()
export class OrganizationStateService {
  constructor(private readonly changes: OrganizationChangeService) {}

  /**
   * Activates; a second time succeeds without effect.
   * @returns whether anything changed
   * @throws DomainError organization_not_found
   */
  activate(ctx: CallContext, organization: Organization, options?: ChangeOptions): Promise<boolean> {
    const change = async (tx: Tx, { activatedAt }: Organization) => {
      if (activatedAt !== null) return undefined;
      tx.queue(activationUpdate(organization.id, Date.now()));
      return { action: 'organization.activated' as const };
    };
    return this.changes.apply(ctx, organization, change, options);
  }

  /**
   * Places a hold: the organization and everything below it is suspended once this has been answered. Placing the
   * same hold twice succeeds without effect, and the first reason stays.
   * @returns whether anything changed
   * @throws DomainError organization_not_found; validation_failed for a reason that is empty or too long
   */
  async suspend(
    ctx: CallContext,
    organization: Organization,
    hold: HoldIdentity,
    reason: string,
    options?: ChangeOptions,
  ): Promise<boolean> {
    const problems = holdReasonProblems(reason);
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
    const change = async (tx: Tx) => {
      if (await isHeld(tx, organization, hold)) return undefined;
      tx.queue(holdInsert(organization.id, hold, { reason, since: Date.now(), by: actorId(ctx.actor) }));
      tx.queue(holdsIncrement(organization.id));
      return { action: 'organization.suspended' as const, data: { source: hold.source } };
    };
    return this.changes.apply(ctx, organization, change, options);
  }

  /**
   * Lifts one hold; others stay. Lifting one that is not there succeeds without effect.
   * @returns whether anything changed
   * @throws DomainError organization_not_found
   */
  unsuspend(
    ctx: CallContext,
    organization: Organization,
    hold: HoldIdentity,
    options?: ChangeOptions,
  ): Promise<boolean> {
    const change = async (tx: Tx) => {
      if (!(await isHeld(tx, organization, hold))) return undefined;
      tx.queue(holdDelete(organization.id, hold));
      tx.queue(holdsDecrement(organization.id));
      return { action: 'organization.unsuspended' as const, data: { source: hold.source } };
    };
    return this.changes.apply(ctx, organization, change, options);
  }
}

async function isHeld(tx: Tx, { id }: Organization, hold: HoldIdentity): Promise<boolean> {
  const [rows] = await tx.read(holdOf(id, hold));
  return rows.length > 0;
}
