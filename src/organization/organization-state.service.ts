import { Injectable } from '@nestjs/common';
import { type AuditEvent, AuditService } from '../audit/audit.service.js';
import { actorId, type CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { Database } from '../database/database.js';
import type { Row, Tx } from '../database/steps.js';
import type { Organization } from './organization.js';
import { holdReasonProblems } from './organization.rules.js';

/** On whose behalf a hold is placed. Each lifts its own and nobody else's (decisions §8). */
export type HoldSource = 'operator' | 'parent' | 'billing';

/** Who places a hold: `placedBy` is the ancestor's id, or '' for the operator. */
export interface HoldKey {
  readonly source: HoldSource;
  readonly placedBy: string;
}

/**
 * Changes the state of organizations. Every change first takes the row of the organization for itself: creations
 * hold the same row shared, so one of the two always sees the other.
 */
@Injectable()
export class OrganizationState {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /**
   * Activates; twice succeeds without effect.
   * @returns whether anything changed
   * @throws DomainError organization_not_found
   */
  activate(ctx: CallContext, organization: Organization): Promise<boolean> {
    return this.change(ctx, organization, async (tx, row) => {
      if (row.activated_at !== null) return undefined;
      tx.add({
        sql: 'UPDATE organizations SET activated_at = ?, version = version + 1 WHERE id = ?',
        params: [Date.now(), organization.id],
        rows: 1,
      });
      return { action: 'organization.activated' };
    });
  }

  /**
   * Places a hold: the organization and everything below it is suspended when this has been answered. Placing the
   * same hold twice succeeds without effect, and the first reason stays.
   * @returns whether anything changed
   * @throws DomainError organization_not_found; validation_failed for a reason that is empty or too long
   */
  async suspend(ctx: CallContext, organization: Organization, key: HoldKey, reason: string): Promise<boolean> {
    const problems = holdReasonProblems(reason);
    if (problems.length > 0) throw new DomainError('validation_failed', { problems });
    return this.change(ctx, organization, async (tx) => {
      if (await this.isHeld(tx, organization, key)) return undefined;
      tx.add({
        sql: `INSERT INTO organization_holds
          (organization_id, source, placed_by_organization_id, reason, since, \`by\`) VALUES (?, ?, ?, ?, ?, ?)`,
        params: [organization.id, key.source, key.placedBy, reason, Date.now(), actorId(ctx.actor)],
        foreignKey: 'fk_organization_holds_organization',
      });
      tx.add({
        sql: 'UPDATE organizations SET holds = holds + 1, version = version + 1 WHERE id = ?',
        params: [organization.id],
        rows: 1,
      });
      return { action: 'organization.suspended', data: { source: key.source } };
    });
  }

  /**
   * Lifts one's own hold; others stay. Lifting what is not there succeeds without effect.
   * @returns whether anything changed
   * @throws DomainError organization_not_found
   */
  unsuspend(ctx: CallContext, organization: Organization, key: HoldKey): Promise<boolean> {
    return this.change(ctx, organization, async (tx) => {
      if (!(await this.isHeld(tx, organization, key))) return undefined;
      tx.add({
        sql: `DELETE FROM organization_holds
          WHERE organization_id = ? AND source = ? AND placed_by_organization_id = ?`,
        params: [organization.id, key.source, key.placedBy],
        rows: 1,
      });
      tx.add({
        sql: 'UPDATE organizations SET holds = holds - 1, version = version + 1 WHERE id = ?',
        params: [organization.id],
        rows: 1,
      });
      return { action: 'organization.unsuspended', data: { source: key.source } };
    });
  }

  /**
   * Sets how many managed organizations a tree may hold; null is unlimited. The limit belongs to the root, and one
   * below the present number only stops further creations.
   * @throws DomainError organization_not_found; validation_failed for an organization that is not a root
   */
  async limit(ctx: CallContext, organization: Organization, limit: number | null): Promise<void> {
    if (organization.parentId !== null) {
      throw new DomainError('validation_failed', { problems: [{ field: 'organization', problem: 'invalid' }] });
    }
    await this.change(ctx, organization, (tx) => {
      tx.add({
        sql: 'UPDATE organization_usage SET managed_limit = ? WHERE organization_id = ?',
        params: [limit, organization.id],
        rows: 1,
      });
      return Promise.resolve({ action: 'organization.limit_changed', data: { limit } });
    });
  }

  private async change(
    ctx: CallContext,
    organization: Organization,
    deed: (tx: Tx, row: Row) => Promise<Pick<AuditEvent, 'action' | 'data'> | undefined>,
  ): Promise<boolean> {
    return this.database.write(ctx, async (tx) => {
      tx.add({
        sql: 'SELECT activated_at, deleted_at FROM organizations WHERE id = ? FOR UPDATE',
        params: [organization.id],
      });
      const [row] = (await tx.send())[0]!;
      if (!row || row.deleted_at !== null) {
        throw new DomainError('organization_not_found', { organizationId: organization.id });
      }
      const event = await deed(tx, row);
      if (!event) return false;
      this.audit.record(tx, ctx, {
        ...event,
        subjectType: 'organization',
        subjectId: organization.id,
        organizationId: organization.id,
      });
      await tx.send();
      return true;
    });
  }

  private async isHeld(tx: Tx, organization: Organization, key: HoldKey): Promise<boolean> {
    const [rows] = await tx.read({
      sql: `SELECT source FROM organization_holds
        WHERE organization_id = ? AND source = ? AND placed_by_organization_id = ?`,
      params: [organization.id, key.source, key.placedBy],
    });
    return rows!.length > 0;
  }
}
