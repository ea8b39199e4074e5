import type { Actor } from '../../common/call-context.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';
import { FROM_ROOTS_AFTER } from '../../organization/listing/organization-list.queries.js';
import { FROM_ORGANIZATION } from '../../organization/organization.queries.js';
import { READERS } from '../../organization/path/organization-path.js';
import type { OrganizationRole } from '../../user/organization-role.js';
import { hasBlocks } from '../../paging/list-block.queries.js';
import { ACCOUNT_TYPES } from '../enterprise-fingerprint.js';
import { organizationOfEach } from '../enterprise.queries.js';
import { isActive, LEVELS } from '../../organization/path/organization-path.queries.js';

/** NULL where there are blocks, by which they are counted apart (`MarkedListService`). */
const COUNT = `CASE WHEN COALESCE(${ACCOUNT_TYPES.map((type) => hasBlocks(type, 'o.id')).join(', ')}) IS NULL
  THEN (SELECT COUNT(*) FROM enterprises e FORCE INDEX (ix_enterprises_organization) WHERE e.organization_id = o.id) END`;
/** A customer sees only the enterprises in which they have a role. */
const OWN_COUNT = `(SELECT COUNT(*) FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
  WHERE l.user_id = m.user_id AND l.organization_id = o.id)`;

const READING = [...READERS].map((role) => `'${role}'`).join(', ');
const isLevelActive = (alias: string) => `${alias}.holds = 0 AND ${alias}.activated_at IS NOT NULL`;
/**
 * Whether the user has a role that permits reading it, in an organization on the path such that this and all above are
 * active. Level by level, each by primary key: for a list of ids from another table MariaDB reads all organizations.
 */
const READABLE = LEVELS.reduceRight(
  (below, { alias }) => `(${isLevelActive(alias)} AND (EXISTS (SELECT 1 FROM organization_users x
    WHERE x.organization_id = ${alias}.id AND x.user_id = m.user_id AND x.role IN (${READING})) OR ${below}))`,
  '1 = 0',
);

export interface CallerOrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly role: OrganizationRole;
  /** How many enterprises are shown for it; null where the whole organization's have blocks. */
  readonly n: number | null;
}

/** At most `rows` of those after this id. */
export interface CallerPage {
  readonly afterId: string;
  readonly rows: number;
}

/** With the role admin: the organization itself for its token, all roots for the operator. */
export function administeredOrganizations(
  actor: Exclude<Actor, { kind: 'user' }>,
  { afterId, rows }: CallerPage,
): Statement<CallerOrganizationRow> {
  const columns = `o.id, o.name, 'admin' AS role, ${COUNT} AS n`;
  if (actor.kind === 'organization') {
    return sql(`SELECT ${columns} ${FROM_ORGANIZATION} AND o.id > ?`, [actor.organizationId, afterId]);
  }
  return sql(`SELECT ${columns} ${FROM_ROOTS_AFTER} ORDER BY o.id LIMIT ?`, [afterId, rows]);
}

/** Those in which a user has one of these roles and on whose path none is deleted. */
export function organizationsOfUser(
  userId: string,
  roles: readonly OrganizationRole[],
  { afterId, rows }: CallerPage,
): Statement<CallerOrganizationRow & { readonly accepted: number }> {
  const deletions = LEVELS.map(({ alias }) => `${alias}.deleted_at`).join(', ');
  return sql(
    `SELECT o.id, o.name, m.role, m.accepted, CASE WHEN m.role = 'customer' AND ${isActive('m.organization_id')} THEN ${OWN_COUNT}
        WHEN ${READABLE} THEN ${COUNT} ELSE 0 END AS n
      FROM organization_users m FORCE INDEX (ix_organization_users_user)
      ${organizationOfEach('m.organization_id')}
      ${LEVELS.map(({ join }) => join).join('\n      ')}
      WHERE m.user_id = ? AND m.organization_id > ? AND m.role IN (${placeholders(roles)})
        AND COALESCE(${deletions}) IS NULL
      ORDER BY m.organization_id LIMIT ?`,
    [userId, afterId, ...roles, rows],
  );
}
