import { DomainError } from '../common/errors.js';
import type { Condition, RoleBasis, Standing } from '../common/standing.js';
import type { Row } from '../database/steps.js';
import type { KnownToken } from './known-token.js';
import { endOf } from './stored-token.js';

/**
 * A caller stands on its token: not ended, with the secret that the call has shown. A user stands on a role as well.
 * Each row is found by its primary key and held shared, so that a revocation, a new secret or a change of the role waits
 * for the transaction that has asked, or is seen by it.
 */
export class TokenStanding implements Standing {
  constructor(
    private readonly token: Pick<KnownToken, 'id' | 'actor' | 'secretHash'>,
    private readonly bases: readonly RoleBasis[] = [],
  ) {}

  restingOn(basis: RoleBasis): Standing {
    return this.token.actor.kind === 'user' ? new TokenStanding(this.token, [...this.bases, basis]) : this;
  }

  condition(): Condition {
    const { id, secretHash } = this.token;
    const token: Condition = { sql: VALID_TOKEN, params: [id, secretHash, Date.now()] };
    if (this.bases.length === 0) return token;
    const conditions = [token, ...this.roles(' LOCK IN SHARE MODE')];
    return { sql: conditions.map(({ sql }) => sql).join(' AND '), params: conditions.flatMap(({ params }) => params) };
  }

  get question(): Condition {
    const roles = this.roles('');
    return {
      sql: `SELECT t.secret_hash, t.expires_at, t.revoked_at${roles.length > 0 ? `, ${roles.map(({ sql }) => sql).join(' AND ')} AS has_role` : ''}
        FROM access_tokens t WHERE t.id = ?`,
      params: [...roles.flatMap(({ params }) => params), this.token.id],
    };
  }

  refusalFor([row]: readonly Row[]): DomainError | undefined {
    if (!row) return new DomainError('invalid_token', {});
    const number = (column: string) => (row[column] === null ? null : Number(row[column]));
    const end = endOf({ expiresAt: number('expires_at'), revokedAt: number('revoked_at') });
    if (end) return new DomainError('invalid_token', { end });
    if (row.secret_hash !== this.token.secretHash) return new DomainError('invalid_token', {});
    if (row.has_role === undefined || Number(row.has_role) === 1) return undefined;
    const details = 'The role that allowed this has been changed or taken away';
    return new DomainError('permission_denied', { details });
  }

  private roles(lock: string): Condition[] {
    const { actor } = this.token;
    return actor.kind === 'user' ? this.bases.map((basis) => roleIn(basis, actor.userId, lock)) : [];
  }
}

const VALID_TOKEN = `(SELECT COUNT(*) FROM access_tokens t WHERE t.id = ? AND t.secret_hash = ?
  AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > ?) LOCK IN SHARE MODE) = 1`;

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
