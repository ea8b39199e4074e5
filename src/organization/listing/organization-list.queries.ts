import type { Condition } from '../../common/standing.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';
import { rowsByIds } from '../../paging/id-page.queries.js';
import type { MarkedList } from '../../paging/list-marks.service.js';
import type { HoldSource } from '../organization.rules.js';
import { joinOrganization } from '../organization.queries.js';
import { READERS } from '../path/organization-path.js';
import { LEVELS } from '../path/organization-path.queries.js';

/** A part of a list in the order of ids. */
export interface Part {
  /** Its ids come after this one; '' is the beginning of the list. */
  readonly afterId: string;
  readonly rows: number;
}

/** An organization in the list of those that another one manages. */
export interface ManagedOrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly sub_domain: string;
  readonly created_at: number;
  readonly managed: number;
}

/** What a page of managed organizations shows: `ManagedOrganizationRow`. */
export const MANAGED = { columns: 'o.id, o.name, o.sub_domain, o.created_at, o.managed', table: 'organizations o' };

/** The living organizations directly below another. */
export function managedBy(parentId: string): MarkedList {
  const from = 'organizations o FORCE INDEX (ix_organizations_living) WHERE o.parent_id = ? AND o.deleted_at IS NULL';
  return { kind: 'managed', ownerId: parentId, ids: { column: 'o.id', from, params: [parentId] } };
}

/** @param ids at least one */
export function managedOrganizationsByIds(ids: readonly string[]): Statement<ManagedOrganizationRow> {
  return rowsByIds(ids, MANAGED);
}

/** Of the annotation with the alias `a`: whether its organization is a living one directly below another. */
export function isManagedBy(parentId: string): Condition {
  return {
    sql: `(SELECT 1 FROM organizations o FORCE INDEX (ix_organizations_living)
    WHERE o.parent_id = ? AND o.deleted_at IS NULL AND o.id = a.organization_id)`,
    params: [parentId],
  };
}

/** One living organization directly below another, or none. */
export function anyManagedOrganization(parentId: string): Statement<{ id: string }> {
  return sql(
    `SELECT id FROM organizations FORCE INDEX (ix_organizations_living)
        WHERE parent_id = ? AND deleted_at IS NULL LIMIT 1`,
    [parentId],
  );
}

/** An organization in the list of those that a token is about. */
export interface VisibleOrganizationRow extends ManagedOrganizationRow {
  readonly activated_at: number | null;
  /** How many holds there are on it and, where the rest of its path is read as well, above it. */
  readonly holds: number;
}

const VISIBLE = 'o.id, o.name, o.sub_domain, o.created_at, o.activated_at, o.managed';

/** Part of the living organizations directly below another, or of the roots. Only their own holds are counted. */
export function livingOrganizations(
  parentId: string | null,
  { afterId, rows }: Part,
): Statement<VisibleOrganizationRow> {
  return sql(
    `SELECT ${VISIBLE}, o.holds FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id ${parentId === null ? 'IS NULL' : '= ?'} AND o.deleted_at IS NULL AND o.id > ?
      ORDER BY o.id LIMIT ${rows}`,
    parentId === null ? [afterId] : [parentId, afterId],
  );
}

/** The living roots after an id, with the alias `o`: for a statement that selects from other tables as well. */
export const FROM_ROOTS_AFTER = `FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id IS NULL AND o.deleted_at IS NULL AND o.id > ?`;

/**
 * Part of the organizations in which a user has a role with access and of whose path none is deleted. LEFT, so that no
 * database begins with all organizations.
 */
export function organizationsReadBy(
  userId: string,
  { afterId, rows }: Part,
): Statement<VisibleOrganizationRow & { readonly accepted: number }> {
  const holds = LEVELS.map(({ alias }) => `COALESCE(${alias}.holds, 0)`).join(' + ');
  const deletions = LEVELS.map(({ alias }) => `${alias}.deleted_at`).join(', ');
  const roles = [...READERS];
  return sql(
    `SELECT ${VISIBLE}, ${holds} AS holds, m.accepted
      FROM organization_users m FORCE INDEX (ix_organization_users_user)
      LEFT ${joinOrganization('o', 'm.organization_id')}
      ${LEVELS.map(({ join }) => join).join('\n      ')}
      WHERE m.user_id = ? AND m.organization_id > ? AND m.role IN (${placeholders(roles)})
        AND COALESCE(${deletions}) IS NULL
      ORDER BY m.organization_id LIMIT ${rows}`,
    [userId, afterId, ...roles],
  );
}

/** An organization on a path. */
export interface PathMemberRow {
  readonly id: string;
  readonly name: string;
  readonly sub_domain: string;
  readonly depth: number;
  readonly activated_at: number | null;
  readonly holds: number;
}

const MEMBER = 'a.id, a.name, a.sub_domain, a.depth, a.activated_at, a.holds';

/** An organization in the operator's list; the usage is null for a managed organization. */
export interface DirectoryRow extends PathMemberRow {
  readonly created_at: number;
  readonly managed_count: number | null;
  readonly managed_limit: number | null;
}

/** Part of the living organizations directly below another, or of the roots, with the usage of each. */
export function organizationDirectory(parentId: string | null, { afterId, rows }: Part): Statement<DirectoryRow> {
  return sql(
    `SELECT ${MEMBER}, a.created_at, u.managed_count, u.managed_limit
      FROM organizations a FORCE INDEX (ix_organizations_living)
      LEFT JOIN organization_usage u ON u.organization_id = a.id
      WHERE a.parent_id ${parentId === null ? 'IS NULL' : '= ?'} AND a.id > ? AND a.deleted_at IS NULL ORDER BY a.id LIMIT ?`,
    [...(parentId === null ? [] : [parentId]), afterId, rows],
  );
}

/** The organizations of a path, root first; none for an empty path. */
export function pathMembers(path: readonly string[]): Statement<PathMemberRow> {
  return sql(`SELECT ${MEMBER} FROM organizations a WHERE ${isOn(path)} ORDER BY a.depth`, path);
}

/** The living organizations among the next `rows` in the order of ids; `last` is null behind the last one. */
export interface OrganizationsCountedRow {
  readonly last: string | null;
  readonly active: number;
  readonly not_activated: number;
  /** With a hold of their own: what is above them is not read. */
  readonly held: number;
}

/** Counts the next organizations, deleted ones included in the number of rows: so it reads no more than these. */
export function organizationsCounted({ afterId, rows }: Part): Statement<OrganizationsCountedRow> {
  return sql(
    `SELECT MAX(id) AS last,
        COUNT(CASE WHEN deleted_at IS NULL AND holds = 0 AND activated_at IS NOT NULL THEN 1 END) AS active,
        COUNT(CASE WHEN deleted_at IS NULL AND holds = 0 AND activated_at IS NULL THEN 1 END) AS not_activated,
        COUNT(CASE WHEN deleted_at IS NULL AND holds > 0 THEN 1 END) AS held
      FROM (SELECT id, deleted_at, activated_at, holds FROM organizations FORCE INDEX (PRIMARY)
        WHERE id > ? ORDER BY id LIMIT ?) s`,
    [afterId, rows],
  );
}

/** A hold on an organization of a path. */
export interface PathHoldRow {
  readonly organization_id: string;
  readonly name: string;
  readonly sub_domain: string;
  readonly depth: number;
  readonly source: HoldSource;
  /** '' for the operator. */
  readonly placed_by_organization_id: string;
  readonly reason: string | null;
  readonly since: number;
  readonly by: string;
}

/** The holds on a path, root first, at most so many. */
export function holdsOnPath(path: readonly string[], limit: number): Statement<PathHoldRow> {
  return sql(
    `SELECT h.organization_id, a.name, a.sub_domain, a.depth, h.source, h.placed_by_organization_id, h.reason, h.since, h.\`by\`
      FROM organizations a JOIN organization_holds h ON h.organization_id = a.id
      WHERE ${isOn(path)} ORDER BY a.depth, h.since, h.source LIMIT ${limit}`,
    path,
  );
}

/** Nothing is above the roots, and an empty list of values is an error on MySQL. */
function isOn(path: readonly string[]): string {
  return path.length === 0 ? '1 = 0' : `a.id IN (${placeholders(path)})`;
}
