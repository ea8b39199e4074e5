import type { Organization } from '../../../src/organization/organization.js';
import type { Call } from '../answers.js';
import { anEmail } from './factories.js';
import type { Sql } from '../database/sql.js';

/** Adds users to an enterprise: a new one, as an admin, unless overridden. */
export function addUser(enterpriseId: string, token: string, overrides: object = {}): Call {
  const json = { username: anEmail(), permission: 'admin', invite: true, ...overrides };
  return { method: 'POST', url: `/api/v2/enterprise/${enterpriseId}/user`, token, json };
}

export function changeUser(enterpriseId: string, token: string, userId: string, role: string): Call {
  return { method: 'PUT', url: `/api/v2/enterprise/${enterpriseId}/user?userId=${userId}&role=${role}`, token };
}

export function removeUser(enterpriseId: string, token: string, username: string): Call {
  return { method: 'DELETE', url: `/api/v2/enterprise/${enterpriseId}/user`, token, json: { username } };
}

/** Adds a user whom the organization can see to one of its enterprises. */
export function addExisting(
  { id }: Pick<Organization, 'id'>,
  enterpriseId: string,
  token: string,
  overrides: object = {},
): Call {
  const url = `/api/v2/organization/${id}/enterprise/${enterpriseId}/user`;
  return { method: 'POST', url, token, json: { email: anEmail(), ...overrides } };
}

/** Adds a user to an organization: a new one, as a member, unless overridden. */
export function addMember({ id }: Pick<Organization, 'id'>, token: string, overrides: object = {}): Call {
  const json = { username: anEmail(), role: 'member', ...overrides };
  return { method: 'POST', url: `/api/v2/organization/${id}/user`, token, json };
}

export function changeMember({ id }: Pick<Organization, 'id'>, token: string, userId: string, role: string): Call {
  return { method: 'PUT', url: `/api/v2/organization/${id}/user?userId=${userId}&role=${role}`, token };
}

export function removeMember({ id }: Pick<Organization, 'id'>, token: string, userId: string): Call {
  return { method: 'DELETE', url: `/api/v2/organization/${id}/user?userId=${userId}`, token };
}

/** @param named id or email of the user */
export function erase(named: string, token: string): Call {
  return { method: 'DELETE', url: `/api/v2/user/${encodeURIComponent(named)}`, token };
}

/** What must hold in the whole database, whatever was raced: a line for each row that breaks it. */
export async function brokenInvariants(sql: Sql): Promise<string[]> {
  const lines = await Promise.all(
    Object.entries(INVARIANTS).map(async ([what, statement]) =>
      (await sql.rows(statement)).map((row) => `${what}: ${String(Object.values(row)[0])}`),
    ),
  );
  return lines.flat();
}

const INVARIANTS = {
  'an enterprise without an admin': `SELECT e.id FROM enterprises e WHERE NOT EXISTS
    (SELECT 1 FROM enterprise_users l WHERE l.enterprise_id = e.id AND l.role = 'admin')`,
  'two enterprises of one key': `SELECT key_hash FROM enterprises GROUP BY organization_id, key_hash HAVING COUNT(*) > 1`,
  'a role of an erased user in an enterprise': `SELECT l.user_id FROM enterprise_users l JOIN users u ON u.id = l.user_id
    WHERE u.erased_at IS NOT NULL`,
  'a role of an erased user in an organization': `SELECT m.user_id FROM organization_users m
    JOIN users u ON u.id = m.user_id WHERE u.erased_at IS NOT NULL`,
  'an enterprise named after an erased user': `SELECT e.name FROM enterprises e JOIN users u ON u.id = e.user_id
    WHERE u.erased_at IS NOT NULL AND e.name LIKE '%@%'`,
  'a role that points nowhere': `SELECT l.user_id FROM enterprise_users l LEFT JOIN users u ON u.id = l.user_id
    LEFT JOIN enterprises e ON e.id = l.enterprise_id AND e.organization_id = l.organization_id
    WHERE u.id IS NULL OR e.id IS NULL`,
  'a visibility without an enterprise': `SELECT r.user_id FROM user_reach r WHERE NOT EXISTS
    (SELECT 1 FROM enterprise_users l JOIN organizations o ON o.id = l.organization_id
      WHERE l.user_id = r.user_id AND l.organization_id = r.organization_id AND INSTR(o.path, r.ancestor_id) > 0)`,
  'an enterprise whose user is not visible': `SELECT l.user_id
    FROM (SELECT DISTINCT user_id, organization_id FROM enterprise_users) l JOIN organizations o ON o.id = l.organization_id
    WHERE o.depth <> (SELECT COUNT(*) FROM user_reach r WHERE r.user_id = l.user_id
      AND r.organization_id = l.organization_id AND INSTR(o.path, r.ancestor_id) > 0)`,
  'two users of one email': `SELECT email_canonical FROM users WHERE email_canonical IS NOT NULL
    GROUP BY email_canonical HAVING COUNT(*) > 1`,
  'an enterprise without its one audit row': `SELECT e.id FROM enterprises e WHERE 1 <> (SELECT COUNT(*)
    FROM audit_events a WHERE a.subject_id = e.id AND a.action = 'enterprise.created')`,
} as const;
