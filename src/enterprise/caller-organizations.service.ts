import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Step } from '../database/steps.js';
import { LEVELS } from '../organization/visible-organizations.service.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../user/organization-role.js';

/** An organization in which the caller has a role. */
export interface CallerOrganization {
  readonly id: string;
  readonly name: string;
  readonly role: OrganizationRole;
  /** How many enterprises it has; for a customer, how many of them are his own. */
  readonly enterpriseCount: number;
}

/** The list has no pages, so it has an end. */
const MOST_ORGANIZATIONS = 1_000;

const COUNT = `(SELECT COUNT(*) FROM enterprises e FORCE INDEX (ix_enterprises_organization)
  WHERE e.organization_id = o.id)`;
/** A customer is told of nothing beyond his own enterprises. */
const OWN_COUNT = `(SELECT COUNT(*) FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
  WHERE l.user_id = m.user_id AND l.organization_id = o.id)`;

/** Which organizations a caller has a role in (api-v2.md §3.1). */
@Injectable()
export class CallerOrganizations {
  constructor(private readonly database: Database) {}

  /**
   * At most `MOST_ORGANIZATIONS`, oldest first: a user's roles, whatever the state of the organizations; for an
   * organization's token its own, as admin; for the operator the roots, as admin.
   */
  async of(
    ctx: CallContext,
    roles: readonly OrganizationRole[] = ORGANIZATION_ROLES,
  ): Promise<readonly CallerOrganization[]> {
    const { actor } = ctx;
    if (actor.kind !== 'user' && !roles.includes('admin')) return [];
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read(actor.kind === 'user' ? ofUser(actor.userId, roles) : administered(ctx)),
    );
    return rows!.map((row) => ({
      id: String(row.id),
      name: String(row.name),
      role: row.role as OrganizationRole,
      enterpriseCount: Number(row.n),
    }));
  }
}

function administered({ actor }: CallContext): Step {
  const columns = `o.id, o.name, 'admin' AS role, ${COUNT} AS n`;
  if (actor.kind === 'organization') {
    return { sql: `SELECT ${columns} FROM organizations o WHERE o.id = ?`, params: [actor.organizationId] };
  }
  return {
    sql: `SELECT ${columns} FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id IS NULL AND o.deleted_at IS NULL ORDER BY o.id LIMIT ${MOST_ORGANIZATIONS}`,
    params: [],
  };
}

/** None of whose path is deleted. */
function ofUser(userId: string, roles: readonly OrganizationRole[]): Step {
  const deletions = LEVELS.map(({ alias }) => `${alias}.deleted_at`).join(', ');
  return {
    sql: `SELECT o.id, o.name, m.role, CASE WHEN m.role = 'customer' THEN ${OWN_COUNT} ELSE ${COUNT} END AS n
      FROM organization_users m FORCE INDEX (ix_organization_users_user)
      JOIN organizations o FORCE INDEX (PRIMARY) ON o.id = m.organization_id
      ${LEVELS.map(({ join }) => join).join('\n      ')}
      WHERE m.user_id = ? AND m.role IN (${roles.map(() => '?').join(', ')}) AND COALESCE(${deletions}) IS NULL
      ORDER BY m.organization_id LIMIT ${MOST_ORGANIZATIONS}`,
    params: [userId, ...roles],
  };
}
