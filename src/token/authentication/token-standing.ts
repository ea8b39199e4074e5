import { DomainError } from '../../common/errors.js';
import type { Condition, RoleBasis, Standing } from '../../common/standing.js';
import type { Row } from '../../database/statement.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import type { Admission } from '../../auth/authenticator.js';
import { KNOWN_COLUMNS, knownToken } from './known-token.js';
import { endOf } from '../../auth/token-lifetime.js';

/**
 * A caller stands on its token: not ended, with the secret that the call has shown, and with the scopes and networks
 * that the call was judged by. A user stands on a role as well. Each row is found by its primary key and held shared, so
 * that a revocation, a new secret or a change of what is granted waits for the transaction that has asked, or is seen by it.
 *
 * Scopes and networks are compared as they are written, and judged only where they differ: SQL knows no networks, and
 * the comparison costs no statement.
 */
export class TokenStanding implements Standing {
  /** @param believed shared by all that rest on the same admission, and replaced by what the token was found to be */
  constructor(
    private readonly believed: Admission & { token: AuthenticatedToken },
    private readonly bases: readonly RoleBasis[] = [],
  ) {}

  restingOn(basis: RoleBasis): Standing {
    const { actor } = this.believed.token;
    return actor.kind === 'user' ? new TokenStanding(this.believed, [...this.bases, basis]) : this;
  }

  condition(): Condition {
    const { id, secretHash, granted } = this.believed.token;
    const token = { sql: SAME_TOKEN, params: [id, secretHash, granted.scopes, granted.networks, Date.now()] };
    if (this.bases.length === 0) return token;
    const conditions = [token, ...this.roles(' LOCK IN SHARE MODE')];
    return { sql: conditions.map(({ sql }) => sql).join(' AND '), params: conditions.flatMap(({ params }) => params) };
  }

  get question(): Condition {
    const roles = this.roles('');
    return {
      sql: `SELECT ${KNOWN_COLUMNS}${roles.length > 0 ? `, ${roles.map(({ sql }) => sql).join(' AND ')} AS has_role` : ''}
        FROM access_tokens t WHERE t.id = ?`,
      params: [...roles.flatMap(({ params }) => params), this.believed.token.id],
    };
  }

  judge([row]: readonly Row[]): boolean {
    const before = this.believed.token;
    const now = row?.secret_hash === before.secretHash ? knownToken(row) : undefined;
    const isAnother = !now || endOf(now) !== undefined || !isGrantedTheSame(before, now);
    if (isAnother) this.believed.token = this.believed.judge(now);
    if (row?.has_role === undefined || Number(row.has_role) === 1) return isAnother;
    const details = 'The role that allowed this has been changed or taken away';
    throw new DomainError('permission_denied', { details });
  }

  private roles(lock: string): Condition[] {
    const { actor } = this.believed.token;
    return actor.kind === 'user' ? this.bases.map((basis) => roleIn(basis, actor.userId, lock)) : [];
  }
}

const SAME_TOKEN = `(SELECT COUNT(*) FROM access_tokens t WHERE t.id = ? AND t.secret_hash = ? AND t.scopes = ?
  AND COALESCE(t.networks, '') = ? AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?) LOCK IN SHARE MODE) = 1`;

function isGrantedTheSame({ granted: one }: AuthenticatedToken, { granted: other }: AuthenticatedToken): boolean {
  return one.scopes === other.scopes && one.networks === other.networks;
}

/** Whether a user has one of the roles of a basis. */
function roleIn(basis: RoleBasis, userId: string, lock: string): Condition {
  const { organizationIds, organizationRoles, enterprise } = basis;
  const list = (values: Iterable<unknown>) => Array.from(values, () => '?').join(', ');
  const inPath: Condition = {
    sql: `(SELECT COUNT(*) FROM organization_users m FORCE INDEX (PRIMARY) WHERE m.user_id = ?
      AND m.organization_id IN (${list(organizationIds)}) AND m.role IN (${list(organizationRoles)})${lock})`,
    params: [userId, ...organizationIds, ...organizationRoles],
  };
  if (!enterprise || enterprise.roles.size === 0) return { ...inPath, sql: `(${inPath.sql} > 0)` };
  const inEnterprise: Condition = {
    sql: `(SELECT COUNT(*) FROM enterprise_users l FORCE INDEX (PRIMARY) WHERE l.user_id = ? AND l.enterprise_id = ?
      AND l.role IN (${list(enterprise.roles)})${lock})`,
    params: [userId, enterprise.id, ...enterprise.roles],
  };
  return {
    sql: `(${inPath.sql} + ${inEnterprise.sql} > 0)`,
    params: [...inPath.params, ...inEnterprise.params],
  };
}
