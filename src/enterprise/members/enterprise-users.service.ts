import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import { DomainError } from '../../common/errors.js';
import { newId } from '../../common/ids.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import type { Parameter, Tx } from '../../database/statement.js';
import { type Claim, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { idOrNew, newUserOf, type User, userOf, UserService } from '../../user/user.service.js';
import { userIdByEmail, usersByEmailsLocked } from '../../user/user.queries.js';
import { reduceReach } from '../../user/reduce-reach.js';
import { reachInsertion } from '../../user/user-reach.queries.js';
import { visibleAmong } from '../../user/user-visibility.queries.js';
import { EnterpriseChangeService, type EnterpriseChange } from '../enterprise-change.service.js';
import { EnterpriseLookupService } from '../enterprise-lookup.service.js';
import type { Enterprise } from '../enterprise.js';
import { type EnterpriseUserRole, isHigher } from './enterprise-role.js';
import { otherAdmin, roleDeletion, roleInsertion, rolesOf, roleUpdate } from './enterprise-user.queries.js';

/** Users who are to get a role in an enterprise. */
export interface Addition {
  /** As in the request; several may belong to one user. */
  readonly emails: readonly string[];
  readonly role: EnterpriseUserRole;
  /** Whether users are created for unknown emails; otherwise these are refused, and no user is added. */
  readonly invite: boolean;
}

/** A user to add, and the role that the user already has. */
interface Candidate {
  readonly user: User;
  readonly canonical: string;
  readonly isNew: boolean;
  readonly held: EnterpriseUserRole | undefined;
}

/**
 * Changes the roles of users in enterprises. Each change locks the enterprise's row exclusively, so that of two admins
 * who leave at the same time the second is found to be the last one; and it locks the users that it adds, so that none
 * of them is being erased.
 */
@Injectable()
export class EnterpriseUsersService {
  constructor(
    private readonly enterprises: EnterpriseLookupService,
    private readonly change: EnterpriseChangeService,
    private readonly users: UserService,
  ) {}

  /**
   * Grants the users of these emails at least this role. An equal or higher role is kept, so repeating is a no-op.
   * @returns their ids, in the order of the emails, each once
   * @throws DomainError user_not_found for emails that belong to no user visible to the enterprise's organization,
   *   unless they are invited; organization_suspended, organization_not_activated, enterprise_frozen
   */
  async add(
    ctx: CallContext,
    enterprise: Enterprise,
    addition: Addition,
    claim: Claim = NO_CLAIM,
  ): Promise<readonly string[]> {
    const people = new Map(addition.emails.map((email) => [canonicalEmail(email)!, newUserOf(email)]));
    let userIds: readonly string[] = [];
    const change = async (tx: Tx): Promise<EnterpriseChange> => {
      const candidates = await this.candidates(tx, enterprise, people, addition.invite);
      userIds = candidates.map(({ user }) => user.id);
      claim.take(tx, userIds[0] ?? enterprise.id);
      return this.addIn(tx, enterprise, candidates, addition.role);
    };
    await this.change.apply(ctx, enterprise, change, {
      // The change itself takes the claim, since it finds the subject; `apply` only has to know whether there is one.
      claim: { ...claim, take: () => undefined },
      // Of two calls that create the user of an email, the second finds that user in its next run.
      retryOn: (error) => isUniqueViolation(error, 'uq_users_email_canonical'),
    });
    return userIds;
  }

  /**
   * Gives another role to a user of the enterprise.
   * @throws DomainError user_not_found if the user has no role in it; last_admin; and the refusals of the state
   */
  async changeRole(ctx: CallContext, enterprise: Enterprise, userId: string, role: EnterpriseUserRole): Promise<void> {
    await this.change.apply(ctx, enterprise, async (tx) => {
      const held = await heldRole(tx, enterprise, userId);
      if (held === undefined) throw new DomainError('user_not_found', { userIds: [userId] });
      if (held === role) return undefined;
      if (held === 'admin') await refuseLastAdmin(tx, enterprise, userId);
      tx.queue(roleUpdate(enterprise.id, userId, role));
      return about(enterprise, 'enterprise.user_changed', { userId, role, before: held });
    });
  }

  /**
   * Removes the role of a user; if the user has none and is visible to the organization, nothing changes. Users may
   * always remove their own role, also while the enterprise is frozen or its organization suspended.
   * @throws DomainError user_not_found for any other email; last_admin; and the refusals of the state
   */
  async remove(ctx: CallContext, enterprise: Enterprise, email: string): Promise<void> {
    const leaves = await this.enterprises.isOwnEmail(ctx, email);
    const change = async (tx: Tx): Promise<EnterpriseChange> => {
      const [known] = await tx.read(userIdByEmail(canonicalEmail(email)!));
      const userId = idOrNew(known);
      const [visible] = await tx.read(visibleAmong(enterprise.organization, [userId]));
      if (visible.length === 0) throw new DomainError('user_not_found', { userIds: [email] });
      const held = await heldRole(tx, enterprise, userId);
      if (held === undefined) return undefined;
      if (held === 'admin') await refuseLastAdmin(tx, enterprise, userId);
      tx.queue(roleDeletion(enterprise.id, userId));
      await reduceReach(tx, [{ userId, path: enterprise.organization.path }]);
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
    const [known] = await tx.read(usersByEmailsLocked([...people.keys()]));
    const byEmail = new Map(known.map((row) => [row.email_canonical, userOf(row)]));
    const ids = [...[...byEmail.values()].map((user) => user.id), newId()];
    const [visible, held] = await tx.read(visibleAmong(organization, ids), rolesOf(id, ids));
    const visibleIds = new Set(visible.map((row) => row.id));
    const isMissing = (canonical: string) => !visibleIds.has(byEmail.get(canonical)?.id ?? '');
    const missing = [...people].filter(([canonical]) => isMissing(canonical)).map(([, { email }]) => email!);
    if (!invite && missing.length > 0) throw new DomainError('user_not_found', { userIds: missing });
    const roles = new Map(held.map((row) => [row.user_id, row.role]));
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
  ): EnterpriseChange {
    const granted = candidates.filter(({ held }) => held === undefined || isHigher(role, held));
    if (granted.length === 0) return undefined;
    for (const { user, canonical, isNew } of granted) if (isNew) this.users.add(tx, user, canonical);
    for (const { user, held } of granted) {
      const row = { enterpriseId: id, organizationId: organization.id, userId: user.id, role, createdAt: Date.now() };
      tx.queue(held === undefined ? roleInsertion(row) : roleUpdate(id, user.id, role));
    }
    const added = granted.filter(({ held }) => held === undefined).map(({ user }) => user.id);
    if (added.length > 0) tx.queue(reachInsertion(added, organization.path));
    const userIds = granted.map(({ user }) => user.id).join(' ');
    const newUsers = granted.filter(({ isNew }) => isNew).length;
    return about({ id }, 'enterprise.user_added', { userIds, role, newUsers });
  }
}

async function heldRole(tx: Tx, { id }: Enterprise, userId: string): Promise<EnterpriseUserRole | undefined> {
  const [[held]] = await tx.read(rolesOf(id, [userId]));
  return held?.role;
}

/** Reliable while the enterprise's row is locked: no other admin leaves meanwhile. */
async function refuseLastAdmin(tx: Tx, { id }: Enterprise, userId: string): Promise<void> {
  const [others] = await tx.read(otherAdmin(id, userId));
  if (others.length === 0) throw new DomainError('last_admin', { enterpriseId: id });
}

function about(
  { id }: Pick<Enterprise, 'id'>,
  action: 'enterprise.user_added' | 'enterprise.user_changed' | 'enterprise.user_removed',
  data: Readonly<Record<string, Parameter>>,
): EnterpriseChange {
  return { action, subjectType: 'enterprise', subjectId: id, data };
}
