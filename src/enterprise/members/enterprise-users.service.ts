import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import { DomainError } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import type { Row, Tx } from '../../database/statement.js';
import { type Claim, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { idOrNobody, newUserOf, type User, userOf, UserService } from '../../user/user.service.js';
import { EnterpriseChangeService, type EnterpriseDeed } from '../enterprise-change.service.js';
import type { Enterprise } from '../enterprise.js';
import { type EnterpriseUserRole, isHigher } from '../enterprise-role.js';
import { isOwnEmail } from './own-email.js';

/** Who is to have a role in an enterprise. */
export interface Addition {
  /** As they were given; several may be one person's. */
  readonly emails: readonly string[];
  readonly role: EnterpriseUserRole;
  /** Whether unknown emails become users; else they are refused, and nobody is added. */
  readonly invite: boolean;
}

/** Somebody who is to be added, and what he is there already. */
interface Candidate {
  readonly user: User;
  readonly canonical: string;
  readonly isNew: boolean;
  readonly held: EnterpriseUserRole | undefined;
}

/**
 * Changes who may do what in an enterprise. Each change takes the enterprise's row for itself, so that of two admins
 * who leave at the same time the second sees that he is the last; and it holds the users it adds, so nobody is added
 * who is being erased.
 */
@Injectable()
export class EnterpriseUsersService {
  constructor(
    private readonly database: Database,
    private readonly change: EnterpriseChangeService,
    private readonly users: UserService,
  ) {}

  /**
   * Sees to it that the users of some emails have at least this role. Who has it already, or a higher one, keeps what
   * he has: an addition takes nothing away, and made twice it changes nothing.
   * @returns their ids, in the order of the emails, each once
   * @throws DomainError user_not_found for emails of nobody whom the enterprise's organization can see, unless they are
   *   invited; organization_suspended, organization_not_activated, enterprise_frozen
   */
  async add(
    ctx: CallContext,
    enterprise: Enterprise,
    addition: Addition,
    claim: Claim = NO_CLAIM,
  ): Promise<readonly string[]> {
    const people = new Map(addition.emails.map((email) => [canonicalEmail(email)!, newUserOf(email)]));
    let userIds: readonly string[] = [];
    const change = async (tx: Tx): Promise<EnterpriseDeed> => {
      const candidates = await this.candidates(tx, enterprise, people, addition.invite);
      userIds = candidates.map(({ user }) => user.id);
      claim.take(tx, userIds[0] ?? enterprise.id);
      return this.addIn(tx, enterprise, candidates, addition.role);
    };
    await this.change.apply(ctx, enterprise, change, {
      // The claim is taken by the change, which knows whom it is about; the change has to know that there is one.
      claim: { ...claim, take: () => undefined },
      // Of two who make the user of an email the second finds him in its next run.
      retryOn: (fault) => isUniqueViolation(fault, 'uq_users_email_canonical'),
    });
    return userIds;
  }

  /**
   * Gives another role to a user of the enterprise.
   * @throws DomainError user_not_found where he is none; last_admin; and what the state refuses
   */
  async changeRole(ctx: CallContext, enterprise: Enterprise, userId: string, role: EnterpriseUserRole): Promise<void> {
    await this.change.apply(ctx, enterprise, async (tx) => {
      const held = await heldRole(tx, enterprise, userId);
      if (held === undefined) throw new DomainError('user_not_found', { userIds: [userId] });
      if (held === role) return undefined;
      if (held === 'admin') await refuseLastAdmin(tx, enterprise, userId);
      const sql = 'UPDATE enterprise_users SET role = ? WHERE enterprise_id = ? AND user_id = ?';
      tx.queue({ sql, params: [role, enterprise.id, userId], rows: 1 });
      return about(enterprise, 'enterprise.user_changed', { userId, role, before: held });
    });
  }

  /**
   * Takes his role from a user. Of one who has none, and whom the organization can see, it changes nothing. Who takes
   * away their own leaves: neither a freeze nor a hold keeps them.
   * @throws DomainError user_not_found for anybody else; last_admin; and what the state refuses
   */
  async remove(ctx: CallContext, enterprise: Enterprise, email: string): Promise<void> {
    const leaves = await isOwnEmail(this.database, ctx, email);
    const change = async (tx: Tx): Promise<EnterpriseDeed> => {
      const [known] = await tx.read(this.users.idOfEmail(canonicalEmail(email)!));
      const userId = idOrNobody(known!);
      const [visible] = await tx.read(this.users.visibleAmong(enterprise.organization, [userId]));
      if (visible!.length === 0) throw new DomainError('user_not_found', { userIds: [email] });
      const held = await heldRole(tx, enterprise, userId);
      if (held === undefined) return undefined;
      if (held === 'admin') await refuseLastAdmin(tx, enterprise, userId);
      const sql = 'DELETE FROM enterprise_users WHERE enterprise_id = ? AND user_id = ?';
      tx.queue({ sql, params: [enterprise.id, userId], rows: 1 });
      return about(enterprise, 'enterprise.user_removed', { userId, before: held });
    };
    await this.change.apply(ctx, enterprise, change, { ignoreState: leaves });
  }

  private async candidates(
    tx: Tx,
    { id, organization }: Enterprise,
    people: ReadonlyMap<string, User>,
    invite: boolean,
  ): Promise<Candidate[]> {
    if (people.size === 0) return [];
    const [known] = await tx.read(this.users.heldByEmails([...people.keys()]));
    const byEmail = new Map(known!.map((row) => [String(row.email_canonical), userOf(row)]));
    const ids = [...[...byEmail.values()].map((user) => user.id), newId()];
    const [visible, held] = await tx.read(this.users.visibleAmong(organization, ids), rolesOf(id, ids));
    const visibleIds = new Set(visible!.map((row) => String(row.id)));
    const isMissing = (canonical: string) => !visibleIds.has(byEmail.get(canonical)?.id ?? '');
    const missing = [...people].filter(([canonical]) => isMissing(canonical)).map(([, { email }]) => email!);
    if (!invite && missing.length > 0) throw new DomainError('user_not_found', { userIds: missing });
    const roles = new Map(held!.map((row) => [String(row.user_id), row.role as EnterpriseUserRole]));
    return [...people].map(([canonical, newUser]) => {
      const user = byEmail.get(canonical) ?? newUser;
      return { user, canonical, isNew: user === newUser, held: roles.get(user.id) };
    });
  }

  private addIn(
    tx: Tx,
    { id, organization }: Enterprise,
    candidates: readonly Candidate[],
    role: EnterpriseUserRole,
  ): EnterpriseDeed {
    const wanting = candidates.filter(({ held }) => held === undefined || isHigher(role, held));
    if (wanting.length === 0) return undefined;
    for (const { user, canonical, isNew } of wanting) if (isNew) this.users.add(tx, user, canonical);
    for (const { user, held } of wanting) {
      if (held !== undefined) {
        const sql = 'UPDATE enterprise_users SET role = ? WHERE enterprise_id = ? AND user_id = ?';
        tx.queue({ sql, params: [role, id, user.id], rows: 1 });
        continue;
      }
      tx.queue({
        sql: `INSERT INTO enterprise_users (enterprise_id, user_id, organization_id, role, created_at)
          VALUES (?, ?, ?, ?, ?)`,
        params: [id, user.id, organization.id, role, Date.now()],
        foreignKey: 'fk_enterprise_users_user',
      });
    }
    const userIds = wanting.map(({ user }) => user.id).join(' ');
    const newUsers = wanting.filter(({ isNew }) => isNew).length;
    return about({ id }, 'enterprise.user_added', { userIds, role, newUsers });
  }
}

async function heldRole(tx: Tx, { id }: Enterprise, userId: string): Promise<EnterpriseUserRole | undefined> {
  const [rows] = await tx.read(rolesOf(id, [userId]));
  return rows![0]?.role as EnterpriseUserRole | undefined;
}

function rolesOf(enterpriseId: string, userIds: readonly string[]) {
  return {
    sql: `SELECT user_id, role FROM enterprise_users
      WHERE enterprise_id = ? AND user_id IN (${userIds.map(() => '?').join(', ')})`,
    params: [enterpriseId, ...userIds],
  };
}

/** Counted behind the lock of the enterprise's row, so nobody else goes meanwhile. */
async function refuseLastAdmin(tx: Tx, { id }: Enterprise, userId: string): Promise<void> {
  const [others] = await tx.read({
    sql: `SELECT user_id FROM enterprise_users WHERE enterprise_id = ? AND role = 'admin' AND user_id <> ? LIMIT 1`,
    params: [id, userId],
  });
  if (others!.length === 0) throw new DomainError('last_admin', { enterpriseId: id });
}

function about(
  { id }: Pick<Enterprise, 'id'>,
  action: 'enterprise.user_added' | 'enterprise.user_changed' | 'enterprise.user_removed',
  data: Readonly<Record<string, Row[string]>>,
): EnterpriseDeed {
  return { action, subjectType: 'enterprise', subjectId: id, data };
}
