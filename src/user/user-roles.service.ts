import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import { isTaken } from '../database/faults.js';
import type { Tx } from '../database/steps.js';
import type { Organization } from '../organization/organization.js';
import type { OrganizationRole } from './organization-role.js';
import type { User } from './user.service.js';

/** A user's role in an organization; `since` in milliseconds since 1970. */
export interface HeldRole {
  readonly organizationId: string;
  readonly subDomain: string;
  readonly role: OrganizationRole;
  readonly since: number;
}

/** The roles that users have in organizations: one in each at most (decisions §5). It judges nobody's permission. */
@Injectable()
export class UserRoles {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditService,
  ) {}

  /** Gives a user a role in an organization, in place of the one he had. */
  async grant(ctx: CallContext, user: User, organization: Organization, role: OrganizationRole): Promise<void> {
    const replace = async (tx: Tx) => {
      tx.add(removal(user, organization));
      tx.add({
        sql: 'INSERT INTO organization_users (organization_id, user_id, role, created_at) VALUES (?, ?, ?, ?)',
        params: [organization.id, user.id, role, Date.now()],
      });
      this.record(tx, ctx, 'user.granted', user, organization, role);
      await tx.send();
    };
    // Of two grants at once the second meets the first one's row: run again, it replaces that one.
    await this.database.write(ctx, replace, { again: (fault) => isTaken(fault, 'PRIMARY') });
  }

  /**
   * Takes his role in an organization from a user. Roles elsewhere stay, those in its enterprises too. Revoking what
   * is not there succeeds without effect.
   * @returns the role that he had
   */
  async revoke(ctx: CallContext, user: User, organization: Organization): Promise<OrganizationRole | undefined> {
    return this.database.write(ctx, async (tx) => {
      tx.add({
        sql: 'SELECT role FROM organization_users WHERE organization_id = ? AND user_id = ? FOR UPDATE',
        params: [organization.id, user.id],
      });
      const [row] = (await tx.send())[0]!;
      if (!row) return undefined;
      const role = row.role as OrganizationRole;
      tx.add({ ...removal(user, organization), rows: 1 });
      this.record(tx, ctx, 'user.revoked', user, organization, role);
      await tx.send();
      return role;
    });
  }

  /** At most so many of a user's roles in organizations, the oldest organization first, and whether there are more. */
  async of(ctx: CallContext, user: User, limit: number): Promise<{ roles: HeldRole[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT m.organization_id, o.sub_domain, m.role, m.created_at
          FROM organization_users m FORCE INDEX (ix_organization_users_user)
          JOIN organizations o ON o.id = m.organization_id
          WHERE m.user_id = ? ORDER BY m.organization_id LIMIT ?`,
        params: [user.id, limit + 1],
      }),
    );
    const roles = rows!.map((row) => ({
      organizationId: String(row.organization_id),
      subDomain: String(row.sub_domain),
      role: row.role as OrganizationRole,
      since: Number(row.created_at),
    }));
    return { roles: roles.slice(0, limit), more: roles.length > limit };
  }

  private record(
    tx: Tx,
    ctx: CallContext,
    action: 'user.granted' | 'user.revoked',
    user: User,
    organization: Organization,
    role: OrganizationRole,
  ): void {
    const { id } = user;
    this.audit.record(tx, ctx, {
      action,
      subjectType: 'user',
      subjectId: id,
      organizationId: organization.id,
      data: { role },
    });
  }
}

function removal(user: User, organization: Organization) {
  return {
    sql: 'DELETE FROM organization_users WHERE organization_id = ? AND user_id = ?',
    params: [organization.id, user.id],
  };
}
