import { sql } from '../database/statement.js';
import { byId, type BrokenRow, type Invariant, MAX_BROKEN } from './invariant.js';
import { ALL_EVENTS_KEPT, noRow, type Walk, type WalkRange } from './walk.queries.js';

const ENTERPRISES = byId('enterprises', 'e');
const DELETED = byId('deleted_enterprises', 'd');
const ROLES: Walk = { table: 'enterprise_users', alias: 'l', group: 'enterprise_id', member: 'user_id' };
const IDENTIFIERS: Walk = {
  ...{ table: 'third_party_identifiers', alias: 'i', group: 'enterprise_id' },
  ...{ member: 'position', memberStart: -1 },
};
const FREEZES: Walk = { table: 'enterprise_freezes', alias: 'f', group: 'enterprise_id' };

/** Keys, admins, and the organization that is noted with the rows of an enterprise. */
export const ENTERPRISE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'idempotency-keys',
    promise: 'An idempotency key has made one enterprise, and is spent if that has been deleted.',
    surveys: [{ walk: DELETED, broken: keysOfDeleted }],
  },
  {
    name: 'idempotency-digests',
    promise: 'An enterprise has the digests by which a repeated request is recognised.',
    surveys: [{ walk: ENTERPRISES, broken: brokenDigests }],
  },
  {
    name: 'enterprise-admins',
    promise: 'An enterprise has an admin, unless the audit log has the forced erasure of the last one.',
    surveys: [{ walk: ENTERPRISES, broken: withoutAdmin }],
  },
  {
    name: 'enterprise-organizations',
    promise: 'Roles, identifiers and freezes name the organization of their enterprise.',
    surveys: [ROLES, IDENTIFIERS, FREEZES].map((walk) => ({ walk, broken: (range) => ofAnother(walk, range) })),
  },
];

function keysOfDeleted(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT e.id AS subject, CONCAT('has the key of the deleted enterprise ', d.id) AS found
      FROM deleted_enterprises d
      JOIN enterprises e ON e.organization_id = d.organization_id AND e.key_hash = d.key_hash
      WHERE ${range.sql} LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function brokenDigests(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT e.id AS subject, NULL AS found FROM enterprises e
      WHERE ${range.sql} AND ((LENGTH(e.key_hash) <> 64 AND e.key_hash <> CONCAT('erased-', e.id))
        OR LENGTH(e.admins_digest) <> 64 OR LENGTH(e.email_digest) <> 64 OR LENGTH(e.identifiers_digest) <> 64)
      LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function withoutAdmin(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT e.id AS subject, CONCAT('in organization ', e.organization_id) AS found FROM enterprises e
      WHERE ${range.sql} AND ${ALL_EVENTS_KEPT}
        AND ${noRow(`enterprise_users l WHERE l.enterprise_id = e.id AND l.role = 'admin'`)}
        AND ${noRow(`audit_events a FORCE INDEX (ix_audit_events_own_action)
          WHERE a.organization_id = e.organization_id AND a.action = 'enterprise.user_removed'
            AND a.subject_id = e.id AND a.data LIKE '%"lastAdmin":true%'`)} LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function ofAnother({ table, alias }: Walk, range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT e.id AS subject, CONCAT('${table} with organization ', ${alias}.organization_id) AS found
      FROM ${table} ${alias} JOIN enterprises e ON e.id = ${alias}.enterprise_id
      WHERE ${range.sql} AND ${alias}.organization_id <> e.organization_id LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}
