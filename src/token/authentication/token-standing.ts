import { DomainError } from '../../common/errors.js';
import type { Condition, JoinableCondition, ReadRows, RoleBasis, Standing } from '../../common/standing.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import type { Admission } from '../../auth/authenticator.js';
import { authenticatedToken } from './authenticated-token.js';
import { hasRoleOf, isSameToken, type StandingRow, standingOf } from './token-authentication.queries.js';
import { endOf } from '../../auth/token-lifetime.js';

/**
 * What a caller's right depends on: its token has not ended, has the secret that the call has shown, and the scopes and
 * networks that admitted the call; for a user a role as well. Each row is found by its primary key and locked shared, so
 * that a revocation, a new secret or a change of what is granted either waits for this transaction or is seen by it.
 *
 * Scopes and networks are compared as stored texts, and evaluated only where they differ: SQL cannot evaluate networks,
 * and the comparison costs no statement.
 */
export class TokenStanding implements Standing {
  /** @param admitted shared by every standing of one admission; its token is replaced by what was read since */
  constructor(
    private readonly admitted: Admission & { token: AuthenticatedToken },
    private readonly bases: readonly RoleBasis[] = [],
  ) {}

  withRoleBasis(basis: RoleBasis): Standing {
    const { actor } = this.admitted.token;
    return actor.kind === 'user' ? new TokenStanding(this.admitted, [...this.bases, basis]) : this;
  }

  condition(): JoinableCondition {
    const token = isSameToken(this.admitted.token);
    if (this.bases.length === 0) return token;
    const roles = this.roles('shared');
    const { table, where } = token.join;
    return { ...all([token, ...roles]), join: { table, where: all([where, ...roles]) } };
  }

  async recheck(read: ReadRows): Promise<boolean> {
    const [row] = await read<StandingRow>(standingOf(this.admitted.token.id, this.roles('none')));
    const before = this.admitted.token;
    const now = row?.secret_hash === before.secretHash ? authenticatedToken(row) : undefined;
    const isAnother = !now || endOf(now) !== undefined || !isGrantedTheSame(before, now);
    if (isAnother) this.admitted.token = this.admitted.check(now);
    if (row?.has_role === undefined || row.has_role === 1) return isAnother;
    const details = 'The role that allowed this has been changed or taken away';
    throw new DomainError('permission_denied', { details });
  }

  private roles(lock: 'shared' | 'none'): Condition[] {
    const { actor } = this.admitted.token;
    return actor.kind === 'user' ? this.bases.map((basis) => hasRoleOf(basis, actor.userId, lock)) : [];
  }
}

function all(conditions: readonly Condition[]): Condition {
  return { sql: conditions.map(({ sql }) => sql).join(' AND '), params: conditions.flatMap(({ params }) => params) };
}

function isGrantedTheSame({ granted: one }: AuthenticatedToken, { granted: other }: AuthenticatedToken): boolean {
  return one.scopes === other.scopes && one.networks === other.networks;
}
