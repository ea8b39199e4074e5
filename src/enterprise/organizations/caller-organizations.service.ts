import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Statement } from '../../database/statement.js';
import { acceptedFirst } from '../../organization/listing/accepted-first.js';
import { READERS } from '../../organization/path/organization-path.js';
import { isOpen, LEVELS } from '../../organization/path/path-levels.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../../user/organization-role.js';
import { type CursorQuery, whole } from '../../user/roles/user-role-list.service.js';

/** An organization in which the caller has a role. */
export interface CallerOrganization {
  readonly id: string;
  readonly name: string;
  readonly role: OrganizationRole;
  /**
   * How many enterprises it has, and for a customer, how many of them are the customer's own; 0 while the caller may not
   * look into it, because it is suspended or not activated (decisions §8).
   */
  readonly enterpriseCount: number;
}

/** A part of the list, and whether there is more behind its last one. */
export interface CallerOrganizationPage {
  readonly organizations: readonly CallerOrganization[];
  readonly more: boolean;
}

/** Which part of it: of those in which the caller has one of these roles, or any. */
export interface CallerOrganizationQuery extends CursorQuery {
  readonly roles?: readonly OrganizationRole[];
}

const COUNT = `(SELECT COUNT(*) FROM enterprises e FORCE INDEX (ix_enterprises_organization)
  WHERE e.organization_id = o.id)`;
/** A customer is told of nothing beyond his own enterprises. */
const OWN_COUNT = `(SELECT COUNT(*) FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
  WHERE l.user_id = m.user_id AND l.organization_id = o.id)`;

const READING = [...READERS].map((role) => `'${role}'`).join(', ');
const isLevelOpen = (alias: string) => `${alias}.holds = 0 AND ${alias}.activated_at IS NOT NULL`;
/**
 * The user has a role that reads it, in an organization of the path down to which nothing is held or not activated.
 * Level by level, each by primary key: MariaDB reads all organizations for a list of ids that are another table's.
 */
const READABLE = LEVELS.reduceRight(
  (below, { alias }) => `(${isLevelOpen(alias)} AND (EXISTS (SELECT 1 FROM organization_users x
    WHERE x.organization_id = ${alias}.id AND x.user_id = m.user_id AND x.role IN (${READING})) OR ${below}))`,
  '1 = 0',
);

/** Which organizations a caller has a role in (api-v2.md §3.1). */
@Injectable()
export class CallerOrganizationsService {
  constructor(private readonly database: Database) {}

  /**
   * A part of the list, oldest first, and where the list is whole accepted roles ahead of all others: a user's roles, whatever the state of the organizations; for an
   * organization's token its own, as admin; for the operator the roots, as admin.
   */
  async of(
    ctx: CallContext,
    { roles = ORGANIZATION_ROLES, limit, afterId = '' }: CallerOrganizationQuery,
  ): Promise<CallerOrganizationPage> {
    const { actor } = ctx;
    if (actor.kind !== 'user' && !roles.includes('admin')) return { organizations: [], more: false };
    const page = { afterId, rows: limit + 1 };
    const [rows] = await this.database.read(ctx, (reader) =>
      reader.read(actor.kind === 'user' ? ofUser(actor.userId, roles, page) : administered(ctx, page)),
    );
    const isWhole = afterId === '' && rows!.length <= limit;
    const ordered = actor.kind === 'user' ? acceptedFirst(rows!, isWhole) : rows!;
    const organizations = ordered.map((row) => ({
      id: String(row.id),
      name: String(row.name),
      role: row.role as OrganizationRole,
      enterpriseCount: Number(row.n),
    }));
    return { organizations: organizations.slice(0, limit), more: organizations.length > limit };
  }
}

interface Page {
  readonly afterId: string;
  readonly rows: number;
}

function administered({ actor }: CallContext, { afterId, rows }: Page): Statement {
  const columns = `o.id, o.name, 'admin' AS role, ${COUNT} AS n`;
  if (actor.kind === 'organization') {
    return {
      sql: `SELECT ${columns} FROM organizations o WHERE o.id = ? AND o.id > ?`,
      params: [actor.organizationId, afterId],
    };
  }
  return {
    sql: `SELECT ${columns} FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id IS NULL AND o.deleted_at IS NULL AND o.id > ? ORDER BY o.id LIMIT ?`,
    params: [afterId, rows],
  };
}

/** None of whose path is deleted. */
function ofUser(userId: string, roles: readonly OrganizationRole[], { afterId, rows }: Page): Statement {
  const deletions = LEVELS.map(({ alias }) => `${alias}.deleted_at`).join(', ');
  return {
    sql: `SELECT o.id, o.name, m.role, m.accepted, CASE WHEN m.role = 'customer' AND ${isOpen('m.organization_id')} THEN ${OWN_COUNT}
        WHEN ${READABLE} THEN ${COUNT} ELSE 0 END AS n
      FROM organization_users m FORCE INDEX (ix_organization_users_user)
      JOIN organizations o FORCE INDEX (PRIMARY) ON o.id = ${whole('m.organization_id')}
      ${LEVELS.map(({ join }) => join).join('\n      ')}
      WHERE m.user_id = ? AND m.organization_id > ? AND m.role IN (${roles.map(() => '?').join(', ')})
        AND COALESCE(${deletions}) IS NULL
      ORDER BY m.organization_id LIMIT ?`,
    params: [userId, afterId, ...roles, rows],
  };
}
