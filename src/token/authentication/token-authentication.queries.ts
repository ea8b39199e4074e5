import type { Condition, JoinableCondition, RoleBasis } from '../../common/standing.js';
import { sql, type Statement } from '../../database/statement.js';
import type { TokenSubjectRow } from '../stored-token.js';
import { placeholders } from '../../database/placeholders.js';

/** What authenticates a call. */
export type AuthenticatedTokenRow = TokenSubjectRow & {
  readonly id: string;
  readonly secret_hash: string;
  readonly scopes: string;
  readonly networks: string | null;
  readonly rate_limit: number | null;
  readonly counted_with_id: string | null;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
};

/** As `AuthenticatedTokenRow`; where roles were given to `standingOf`, `has_role` is 1 if the user has it. */
export type StandingRow = AuthenticatedTokenRow & { readonly has_role?: number };

/** The columns of `AuthenticatedTokenRow`, of the table with the alias `t`. */
const AUTHENTICATED_COLUMNS = `t.id, t.kind, t.organization_id, t.user_id, t.secret_hash, t.scopes, t.networks,
  t.rate_limit, t.counted_with_id, t.expires_at, t.revoked_at, t.last_used_at`;

const SAME_TOKEN = `t.id = ? AND t.secret_hash = ? AND t.scopes = ?
  AND COALESCE(t.networks, '') = ? AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?)`;

export function tokenBySecretHash(hash: string): Statement<AuthenticatedTokenRow> {
  return sql(`SELECT ${AUTHENTICATED_COLUMNS} FROM access_tokens t WHERE t.secret_hash = ?`, [hash]);
}

/** @param at in milliseconds since 1970 */
export function tokenUse(id: string, at: number): Statement {
  return sql('UPDATE access_tokens SET last_used_at = ? WHERE id = ?', [at, id]);
}

/**
 * Whether a token has not ended, and has this secret and grants what it granted: under a shared lock, so that a
 * revocation or a change waits until the transaction ends.
 */
export function isSameToken(token: {
  readonly id: string;
  readonly secretHash: string;
  readonly granted: { readonly scopes: string; readonly networks: string };
}): Required<JoinableCondition> {
  const { id, secretHash, granted } = token;
  const where = { sql: SAME_TOKEN, params: [id, secretHash, granted.scopes, granted.networks, Date.now()] };
  return {
    sql: `(SELECT COUNT(*) FROM access_tokens t WHERE ${where.sql} LOCK IN SHARE MODE) = 1`,
    params: where.params,
    join: { table: 'access_tokens t', where },
  };
}

/** The token of an id with `has_role`, where roles are given; the row is a `StandingRow`. */
export function standingOf(id: string, roles: readonly Condition[]): Condition {
  const hasRoles = roles.length > 0 ? `, ${roles.map((role) => role.sql).join(' AND ')} AS has_role` : '';
  return {
    sql: `SELECT ${AUTHENTICATED_COLUMNS}${hasRoles}
        FROM access_tokens t WHERE t.id = ?`,
    params: [...roles.flatMap(({ params }) => params), id],
  };
}

/**
 * Whether a user has one of the roles of a basis.
 * @param lock `shared` keeps the role until the transaction ends
 */
export function hasRoleOf(basis: RoleBasis, userId: string, lock: 'shared' | 'none'): Condition {
  const { organizationIds, organizationRoles, enterprise } = basis;
  const lockWords = lock === 'shared' ? ' LOCK IN SHARE MODE' : '';
  const inPath: Condition = {
    sql: `(SELECT COUNT(*) FROM organization_users m FORCE INDEX (PRIMARY) WHERE m.user_id = ?
      AND m.organization_id IN (${placeholders([...organizationIds])}) AND m.role IN (${placeholders([...organizationRoles])})${lockWords})`,
    params: [userId, ...organizationIds, ...organizationRoles],
  };
  if (!enterprise || enterprise.roles.size === 0) return { ...inPath, sql: `(${inPath.sql} > 0)` };
  const inEnterprise: Condition = {
    sql: `(SELECT COUNT(*) FROM enterprise_users l FORCE INDEX (PRIMARY) WHERE l.user_id = ? AND l.enterprise_id = ?
      AND l.role IN (${placeholders([...enterprise.roles])})${lockWords})`,
    params: [userId, enterprise.id, ...enterprise.roles],
  };
  return {
    sql: `(${inPath.sql} + ${inEnterprise.sql} > 0)`,
    params: [...inPath.params, ...inEnterprise.params],
  };
}
