import { LEVELS_OF_PATH } from '../audit/audit.queries.js';
import { sql } from '../database/statement.js';
import { joinOrganization } from '../organization/organization.queries.js';
import { byId, type BrokenRow, type Invariant, MAX_BROKEN } from './invariant.js';
import { noRow, type Walk, type WalkRange } from './walk.queries.js';

const USERS = byId('users', 'u');
const TOKENS = byId('access_tokens', 't');
const ROLES: Walk = { table: 'enterprise_users', alias: 'l', group: 'enterprise_id', member: 'user_id' };
const REACH: Walk = { table: 'user_reach', alias: 'r', group: 'user_id', member: 'ancestor_id' };

/** Emails, erasures, who is visible where, and tokens. */
export const USER_INVARIANTS: readonly Invariant[] = [
  {
    name: 'user-emails',
    promise:
      'A user has an email in both forms, or has been erased and has neither, nor names, roles and living tokens.',
    surveys: [{ walk: USERS, broken: halfErased }],
  },
  {
    name: 'user-visibility',
    promise: 'A user is visible to exactly the organizations in or below which they have a role in an enterprise.',
    surveys: [
      { walk: ROLES, broken: invisible },
      { walk: REACH, broken: visibleWithoutRole },
    ],
  },
  {
    name: 'token-subjects',
    promise: 'A token belongs to the operator, to one organization or to one user, and is stored as a digest.',
    surveys: [{ walk: TOKENS, broken: ofNoSubject }],
  },
];

function halfErased(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT u.id AS subject, CASE WHEN u.erased_at IS NULL THEN 'lacks an email' ELSE 'is erased in part' END AS found
      FROM users u
      WHERE ${range.sql} AND CASE WHEN u.erased_at IS NULL
        THEN u.email IS NULL OR u.email_canonical IS NULL
        ELSE u.email IS NOT NULL OR u.email_canonical IS NOT NULL OR u.first_name IS NOT NULL OR u.last_name IS NOT NULL
          OR EXISTS (SELECT 1 FROM organization_users m WHERE m.user_id = u.id)
          OR EXISTS (SELECT 1 FROM enterprise_users l WHERE l.user_id = u.id)
          OR EXISTS (SELECT 1 FROM access_tokens t WHERE t.user_id = u.id AND t.revoked_at IS NULL) END
      LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function invisible(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT l.user_id AS subject, CONCAT('is not visible by enterprise ', l.enterprise_id) AS found
      FROM enterprise_users l ${joinOrganization('o', 'l.organization_id')} JOIN (${LEVELS_OF_PATH}) n ON n.n < o.depth
      LEFT JOIN user_reach r ON r.user_id = l.user_id AND r.ancestor_id = SUBSTR(o.path, n.n * 33 + 1, 32)
        AND r.organization_id = l.organization_id
      WHERE ${range.sql} AND r.user_id IS NULL LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function visibleWithoutRole(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT r.user_id AS subject, CONCAT('is visible to ', r.ancestor_id, ' by ', r.organization_id) AS found
      FROM user_reach r LEFT ${joinOrganization('o', 'r.organization_id')}
      WHERE ${range.sql} AND (COALESCE(o.path, '') NOT LIKE CONCAT('%', r.ancestor_id, '%')
        OR ${noRow(`enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          WHERE l.user_id = r.user_id AND l.organization_id = r.organization_id`)}) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}

function ofNoSubject(range: WalkRange) {
  return sql<BrokenRow>(
    `SELECT t.id AS subject, t.kind AS found FROM access_tokens t
      WHERE ${range.sql} AND (LENGTH(t.secret_hash) <> 64 OR NOT CASE t.kind
        WHEN 'operator' THEN t.organization_id IS NULL AND t.user_id IS NULL
        WHEN 'organization' THEN t.organization_id IS NOT NULL AND t.user_id IS NULL
        WHEN 'user' THEN t.organization_id IS NULL AND t.user_id IS NOT NULL ELSE 1 = 0 END) LIMIT ${MAX_BROKEN}`,
    range.params,
  );
}
