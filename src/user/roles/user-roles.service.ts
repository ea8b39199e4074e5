import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import { DomainError } from '../../common/errors.js';
import { Database } from '../../database/database.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import type { Tx } from '../../database/statement.js';
import { type Claim, type StoredResult, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { keySpent } from '../../idempotency/key-spent.js';
import type { Organization } from '../../organization/organization.js';
import {
  type ChangeOptions,
  type ChangeResult,
  OrganizationChangeService,
} from '../../organization/organization-change.service.js';
import { outranks, type OrganizationRole } from '../organization-role.js';
import { newUserOf, type User, userOf, UserService } from '../user.service.js';
import { livingUserLocked, usersByEmailsLocked } from '../user.queries.js';
import { visibleAmong } from '../user-visibility.queries.js';
import {
  organizationRoleDelete,
  organizationRoleInsert,
  type RoleKey,
  organizationRoleOf,
  organizationRoleUpdate,
} from './organization-user.queries.js';

/** Whose role it is. */
type Holder = Pick<User, 'id'>;

/** Every organization of the path must be active: for every caller except the command line. */
const WHERE_ACTIVE: ChangeOptions = { activeLevels: 'all' };

/**
 * Grants and revokes the roles that users have in organizations: one in each at most (decisions §5). It checks no
 * permission. Each change locks the organization's row, and the user's shared, so that no user is erased meanwhile.
 */
@Injectable()
export class UserRolesService {
  constructor(
    private readonly database: Database,
    private readonly change: OrganizationChangeService,
    private readonly users: UserService,
  ) {}

  /**
   * Grants the user of an email at least this role; an unknown email becomes a user. An equal or higher role is kept,
   * so repeating is a no-op.
   * @returns the user's id
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated
   */
  async add(
    ctx: CallContext,
    organization: Organization,
    { email, role }: { email: string; role: OrganizationRole },
    claim: Claim = NO_CLAIM,
  ): Promise<string> {
    const canonical = canonicalEmail(email)!;
    const newUser = newUserOf(email);
    let userId = newUser.id;
    const change = async (tx: Tx): Promise<ChangeResult> => {
      const [[known]] = await tx.read(usersByEmailsLocked([canonical]));
      const user = known ? userOf(known) : newUser;
      userId = user.id;
      claim.take(tx, userId);
      if (user === newUser) this.users.add(tx, newUser, canonical);
      const held = await heldRole(tx, organization, user);
      if (held !== undefined && !outranks(role, held)) return undefined;
      return grantIn(tx, organization, user, { role, held, newUser: user === newUser, accepted: isOperators(ctx) });
    };
    // The claim is taken above, where the user is known; `apply` only has to know that there is one.
    const options = { ...WHERE_ACTIVE, claim: { ...claim, take: () => undefined } };
    // Of two requests that create the user of an email, the second finds the user in its next run.
    const retryOn = (error: unknown) => isUniqueViolation(error, 'uq_users_email_canonical');
    await this.change.apply(ctx, organization, change, { ...options, retryOn });
    return userId;
  }

  /**
   * The user whom `add` has granted a role under an earlier claim.
   * @returns the user's id
   * @throws DomainError idempotency_key_spent where the user has no role any more, or has been erased
   */
  async replayAdd(ctx: CallContext, organization: Organization, { subjectId }: StoredResult): Promise<string> {
    const key = keyOf(organization, { id: subjectId });
    const [rows] = await this.database.read(ctx, (reader) => reader.read(organizationRoleOf(key)));
    if (rows.length === 0) throw keySpent('role', subjectId);
    return subjectId;
  }

  /**
   * Grants a user a role in an organization, in place of the present one, whatever the state of the path.
   * @throws DomainError user_not_found for a user who has been erased
   */
  async grant(ctx: CallContext, user: Holder, organization: Organization, role: OrganizationRole): Promise<void> {
    const change = async (tx: Tx): Promise<ChangeResult> => {
      await this.lock(tx, user);
      const held = await heldRole(tx, organization, user);
      return held === role ? undefined : grantIn(tx, organization, user, { role, held, accepted: isOperators(ctx) });
    };
    await this.change.apply(ctx, organization, change);
  }

  /**
   * Grants another role to a user who has one in the organization.
   * @throws DomainError user_not_found where the user has none; and what the state of the path refuses
   */
  async replace(ctx: CallContext, organization: Organization, userId: string, role: OrganizationRole): Promise<void> {
    const user = { id: userId };
    const change = async (tx: Tx): Promise<ChangeResult> => {
      const held = await heldRole(tx, organization, user);
      if (held === undefined) throw new DomainError('user_not_found', { userIds: [userId] });
      return held === role ? undefined : grantIn(tx, organization, user, { role, held, accepted: isOperators(ctx) });
    };
    await this.change.apply(ctx, organization, change, WHERE_ACTIVE);
  }

  /**
   * Revokes a user's role in an organization, whatever the state of the path. Roles elsewhere stay, those in its
   * enterprises too. Revoking a role that is not there succeeds without effect.
   * @returns the role that the user had
   */
  async revoke(ctx: CallContext, user: Holder, organization: Organization): Promise<OrganizationRole | undefined> {
    let role: OrganizationRole | undefined;
    const change = async (tx: Tx): Promise<ChangeResult> => {
      role = await heldRole(tx, organization, user);
      return role === undefined ? undefined : revokeIn(tx, organization, user, role);
    };
    await this.change.apply(ctx, organization, change);
    return role;
  }

  /**
   * As `revoke`, of a user whom the organization can see. Users may revoke their own role whatever the state of the path,
   * so that a suspended organization cannot keep them.
   * @throws DomainError user_not_found for any other; and what the state of the path refuses
   */
  async remove(ctx: CallContext, organization: Organization, userId: string): Promise<void> {
    const user = { id: userId };
    if (ctx.actor.kind === 'user' && ctx.actor.userId === userId) {
      await this.revoke(ctx, user, organization);
      return;
    }
    const change = async (tx: Tx): Promise<ChangeResult> => {
      const [visible] = await tx.read(visibleAmong(organization, [userId]));
      if (visible.length === 0) throw new DomainError('user_not_found', { userIds: [userId] });
      const role = await heldRole(tx, organization, user);
      return role === undefined ? undefined : revokeIn(tx, organization, user, role);
    };
    await this.change.apply(ctx, organization, change, WHERE_ACTIVE);
  }

  private async lock(tx: Tx, { id }: Holder): Promise<void> {
    const [living] = await tx.read(livingUserLocked(id));
    if (living.length === 0) throw new DomainError('user_not_found', { userIds: [id] });
  }
}

/** The change of an organization has locked its row, so no other one changes a role in it. */
async function heldRole(tx: Tx, organization: Organization, user: Holder): Promise<OrganizationRole | undefined> {
  const [[row]] = await tx.read(organizationRoleOf(keyOf(organization, user)));
  return row?.role;
}

function keyOf({ id: organizationId }: Organization, { id: userId }: Holder): RoleKey {
  return { organizationId, userId };
}

interface Grant {
  readonly role: OrganizationRole;
  readonly held: OrganizationRole | undefined;
  readonly newUser?: boolean;
  readonly accepted: boolean;
}

/** What the operator grants is granted on behalf of the installation, and needs no consent of the user. */
function isOperators({ actor }: CallContext): boolean {
  return actor.kind === 'operator' || actor.kind === 'system';
}

function grantIn(
  tx: Tx,
  organization: Organization,
  user: Holder,
  { role, held, newUser = false, accepted }: Grant,
): ChangeResult {
  const write = held === undefined ? organizationRoleInsert : organizationRoleUpdate;
  tx.queue(write(keyOf(organization, user), role, accepted));
  const data = { role, ...(newUser && { newUser }) };
  return { action: 'user.granted', subjectType: 'user', subjectId: user.id, data };
}

function revokeIn(tx: Tx, organization: Organization, user: Holder, role: OrganizationRole): ChangeResult {
  tx.queue(organizationRoleDelete(keyOf(organization, user)));
  return { action: 'user.revoked', subjectType: 'user', subjectId: user.id, data: { role } };
}
