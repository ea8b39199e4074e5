import { sql } from '../database/statement.js';
import { byId, type BrokenRow, type Invariant, MAX_BROKEN } from './invariant.js';
import { ALL_EVENTS_KEPT, noRow, type WalkRange } from './walk.queries.js';

const ORGANIZATIONS = byId('organizations', 'o');
/** The most levels that a path has room for. */
const MAX_LEVELS = 8;

/** Paths, holds, deletions, limits and sub-domains. */
export const ORGANIZATION_INVARIANTS: readonly Invariant[] = [
  {
    name: 'organization-paths',
    promise: 'The path of an organization is that of its parent and its own id, and its depth is their number.',
    surveys: [{ walk: ORGANIZATIONS, broken: brokenPaths }],
  },
  {
    name: 'organization-holds',
    promise: 'An organization counts its holds, so it is suspended exactly while it has one.',
    surveys: [{ walk: ORGANIZATIONS, broken: miscountedHolds }],
  },
  {
    name: 'deleted-organizations',
    promise: 'Nothing that lives is in a deleted organization or below one.',
    surveys: [{ walk: ORGANIZATIONS, broken: livingInDeleted }],
  },
  {
    name: 'suspended-organizations',
    promise: 'Nothing was created in a suspended organization, or below one, since it has been suspended.',
    surveys: [{ walk: ORGANIZATIONS, broken: createdWhileSuspended }],
  },
  {
    name: 'managed-limits',
    promise:
      'A root counts the managed organizations of its tree, and has no more than a limit that was never changed.',
    surveys: [{ walk: ORGANIZATIONS, broken: rootsWithoutUsage }],
    statements: [miscountedTrees()],
  },
  {
    name: 'sub-domains',
    promise: 'A sub-domain that an organization has given up belongs to no other one.',
    surveys: [{ walk: ORGANIZATIONS, broken: reissuedSubDomains }],
  },
];

function brokenPaths(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT o.id AS subject, CONCAT('path ', o.path, ', depth ', o.depth) AS found
      FROM organizations o LEFT JOIN organizations p ON p.id = o.parent_id
      WHERE ${range.sql} AND (
        o.path <> CASE WHEN o.parent_id IS NULL THEN o.id ELSE CONCAT(COALESCE(p.path, ''), '/', o.id) END
        OR o.depth <> CASE WHEN o.parent_id IS NULL THEN 1 ELSE COALESCE(p.depth, 0) + 1 END
        OR o.depth > ${MAX_LEVELS} OR o.managed <> (o.parent_id IS NOT NULL)) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function miscountedHolds(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT o.id AS subject, CONCAT('counts ', o.holds, ' holds') AS found FROM organizations o
      WHERE ${range.sql}
        AND o.holds <> (SELECT COUNT(*) FROM organization_holds h WHERE h.organization_id = o.id) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function livingInDeleted(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT o.id AS subject, NULL AS found FROM organizations o
      WHERE ${range.sql} AND o.deleted_at IS NOT NULL AND (
        EXISTS (SELECT 1 FROM organizations c WHERE c.parent_id = o.id AND c.deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM enterprises e WHERE e.organization_id = o.id)) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

/**
 * The times are the database's, written under the lock for which suspension and creation wait. The last suspension is
 * compared: an earlier one may have been lifted, and there was a time between the two.
 */
function createdWhileSuspended(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT o.id AS subject, CONCAT('event ', l.event_id) AS found
      FROM organizations o JOIN audit_lines l FORCE INDEX (ix_audit_lines_action) ON l.organization_id = o.id
        AND l.action IN ('organization.created', 'enterprise.created')
        AND l.at > (SELECT MAX(e.at) FROM audit_events e FORCE INDEX (ix_audit_events_own_action)
          WHERE e.organization_id = o.id AND e.action = 'organization.suspended')
      WHERE ${range.sql} AND o.holds > 0 LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function rootsWithoutUsage(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT o.id AS subject, 'has no count' AS found FROM organizations o
      WHERE ${range.sql} AND o.parent_id IS NULL
        AND ${noRow(`organization_usage u WHERE u.organization_id = o.id`)} LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

/** A limit may be set below the present number, so only one that was never changed must not be exceeded. */
function miscountedTrees() {
  return sql<BrokenRow>(
    `SELECT u.organization_id AS subject,
        CONCAT('counts ', u.managed_count, ', has ', COALESCE(t.n, 0), ', may have ', COALESCE(u.managed_limit, 'any')) AS found
      FROM organization_usage u LEFT JOIN (
        SELECT SUBSTR(o.path, 1, 32) AS root, COUNT(*) AS n FROM organizations o
          WHERE o.managed = 1 AND o.deleted_at IS NULL GROUP BY SUBSTR(o.path, 1, 32)) t ON t.root = u.organization_id
      WHERE u.managed_count <> COALESCE(t.n, 0) OR (u.managed_count > u.managed_limit AND ${ALL_EVENTS_KEPT}
        AND ${noRow(`audit_events e FORCE INDEX (ix_audit_events_own_action)
          WHERE e.organization_id = u.organization_id AND e.action = 'organization.limit_changed'`)}) LIMIT ${MAX_BROKEN}`,
    [],
  );
}

function reissuedSubDomains(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT o.id AS subject, CONCAT('sub-domain ', o.sub_domain) AS found
      FROM organizations o JOIN retired_sub_domains r ON r.sub_domain = o.sub_domain AND r.organization_id <> o.id
      WHERE ${range.sql} LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}
