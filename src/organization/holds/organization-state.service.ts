import { Injectable } from '@nestjs/common';
import { actorId, type CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import type { Tx } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { type ChangeOptions, OrganizationChangeService } from '../organization-change.service.js';
import { holdReasonProblems, HoldSource } from '../organization.rules.js';

/** Who places a hold: `placedBy` is the ancestor's id, or '' for the operator. */
export interface HoldIdentity {
  readonly source: HoldSource;
  readonly placedBy: string;
}

/** Changes the state of organizations. Whatever is done twice succeeds without effect. */
@Injectable()
export class OrganizationStateService {
  constructor(private readonly changes: OrganizationChangeService) {}

  /**
   * Activates; twice succeeds without effect.
   * @returns whether anything changed
   * @throws DomainError organization_not_found
   */
  activate(ctx: CallContext, organization: Organization, terms?: ChangeOptions): Promise<boolean> {
    const change = (tx: Tx, { activatedAt }: Organization) => {
      if (activatedAt !== null) return Promise.resolve(undefined);
      tx.queue({
        sql: 'UPDATE organizations SET activated_at = ?, version = version + 1 WHERE id = ?',
        params: [Date.now(), organization.id],
        rows: 1,
      });
      return Promise.resolve({ action: 'organization.activated' as const });
    };
    return this.changes.apply(ctx, organization, change, terms);
  }

  /**
   * Places a hold: the organization and everything below it is suspended when this has been answered. Placing the
   * same hold twice succeeds without effect, and the first reason stays.
   * @returns whether anything changed
   * @throws DomainError organization_not_found; validation_failed for a reason that is empty or too long
   */
  async suspend(
    ctx: CallContext,
    organization: Organization,
    key: HoldIdentity,
    reason: string,
    terms?: ChangeOptions,
  ): Promise<boolean> {
    const problems = holdReasonProblems(reason);
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
    const change = async (tx: Tx) => {
      if (await this.isHeld(tx, organization, key)) return undefined;
      tx.queue({
        sql: `INSERT INTO organization_holds
          (organization_id, source, placed_by_organization_id, reason, since, \`by\`) VALUES (?, ?, ?, ?, ?, ?)`,
        params: [organization.id, key.source, key.placedBy, reason, Date.now(), actorId(ctx.actor)],
        foreignKey: 'fk_organization_holds_organization',
      });
      tx.queue({
        sql: 'UPDATE organizations SET holds = holds + 1, version = version + 1 WHERE id = ?',
        params: [organization.id],
        rows: 1,
      });
      return { action: 'organization.suspended' as const, data: { source: key.source } };
    };
    return this.changes.apply(ctx, organization, change, terms);
  }

  /**
   * Lifts one's own hold; others stay. Lifting what is not there succeeds without effect.
   * @returns whether anything changed
   * @throws DomainError organization_not_found
   */
  unsuspend(ctx: CallContext, organization: Organization, key: HoldIdentity, terms?: ChangeOptions): Promise<boolean> {
    const change = async (tx: Tx) => {
      if (!(await this.isHeld(tx, organization, key))) return undefined;
      tx.queue({
        sql: `DELETE FROM organization_holds
          WHERE organization_id = ? AND source = ? AND placed_by_organization_id = ?`,
        params: [organization.id, key.source, key.placedBy],
        rows: 1,
      });
      tx.queue({
        sql: 'UPDATE organizations SET holds = holds - 1, version = version + 1 WHERE id = ?',
        params: [organization.id],
        rows: 1,
      });
      return { action: 'organization.unsuspended' as const, data: { source: key.source } };
    };
    return this.changes.apply(ctx, organization, change, terms);
  }

  private async isHeld(tx: Tx, organization: Organization, key: HoldIdentity): Promise<boolean> {
    const [rows] = await tx.read({
      sql: `SELECT source FROM organization_holds
        WHERE organization_id = ? AND source = ? AND placed_by_organization_id = ?`,
      params: [organization.id, key.source, key.placedBy],
    });
    return rows!.length > 0;
  }
}
