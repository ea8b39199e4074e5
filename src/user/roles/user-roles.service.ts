import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { canonicalEmail } from '../../common/email.js';
import { DomainError } from '../../common/errors.js';
import { Database } from '../../database/database.js';
import { isUniqueViolation } from '../../database/database-errors.js';
import type { Statement, Tx } from '../../database/statement.js';
import { type Claim, type StoredResult, NO_CLAIM } from '../../idempotency/idempotency.service.js';
import { spent } from '../../idempotency/spent.js';
import type { Organization } from '../../organization/organization.js';
import { type ChangeResult, OrganizationChangeService } from '../../organization/organization-change.service.js';
import { isHigher, type OrganizationRole } from '../organization-role.js';
import { newUserOf, type User, userOf, UserService } from '../user.service.js';
import { visibleAmong } from '../user-visibility.js';

/** Whose role it is. */
type Holder = Pick<User, 'id'>;

/** Nothing on the path may be held: for all but the operator at his shell. */
const OPEN = { open: 'all' } as const;

/**
 * Gives and takes the roles that users have in organizations: one in each at most (decisions §5). It judges nobody's
 * permission. Each change takes the organization's row for itself, and holds the user's, so nobody is erased meanwhile.
 */
@Injectable()
export class UserRolesService {
  constructor(
    private readonly database: Database,
    private readonly change: OrganizationChangeService,
    private readonly users: UserService,
  ) {}

  /**
   * Sees to it that the user of an email has at least this role; an unknown email becomes a user. Who has the role
   * already, or a higher one, keeps what he has: an addition takes nothing away.
   * @returns his id
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
      const [known] = await tx.read(this.users.heldByEmails([canonical]));
      const user = known![0] ? userOf(known![0]) : newUser;
      userId = user.id;
      claim.take(tx, userId);
      if (user === newUser) this.users.add(tx, newUser, canonical);
      const held = await heldRole(tx, organization, user);
      if (held !== undefined && !isHigher(role, held)) return undefined;
      return grantIn(tx, organization, user, { role, held, newUser: user === newUser, accepted: isOperators(ctx) });
    };
    // The claim is taken by the change, which knows whom it is about; the change only has to know that there is one.
    const terms = { ...OPEN, claim: { ...claim, take: () => undefined } };
    // Of two who make the user of an email the second finds him in its next run.
    const retryOn = (fault: unknown) => isUniqueViolation(fault, 'uq_users_email_canonical');
    await this.change.apply(ctx, organization, change, { ...terms, retryOn });
    return userId;
  }

  /**
   * Sees to it that whom `add` has given a role under an earlier claim has one still.
   * @returns his id
   * @throws DomainError idempotency_key_spent where he has not, or has been erased
   */
  async added(ctx: CallContext, organization: Organization, { subjectId }: StoredResult): Promise<string> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(roleStep(organization, { id: subjectId })));
    if (rows!.length === 0) throw spent('role', subjectId);
    return subjectId;
  }

  /**
   * Gives a user a role in an organization, in place of the one he had, whatever the state of the path.
   * @throws DomainError user_not_found for one who has been erased
   */
  async grant(ctx: CallContext, user: Holder, organization: Organization, role: OrganizationRole): Promise<void> {
    const change = async (tx: Tx): Promise<ChangeResult> => {
      await this.hold(tx, user);
      const held = await heldRole(tx, organization, user);
      return held === role ? undefined : grantIn(tx, organization, user, { role, held, accepted: isOperators(ctx) });
    };
    await this.change.apply(ctx, organization, change);
  }

  /**
   * Gives another role to a user who has one in the organization.
   * @throws DomainError user_not_found where he has none; and what the state of the path refuses
   */
  async replace(ctx: CallContext, organization: Organization, userId: string, role: OrganizationRole): Promise<void> {
    const user = { id: userId };
    const change = async (tx: Tx): Promise<ChangeResult> => {
      const held = await heldRole(tx, organization, user);
      if (held === undefined) throw new DomainError('user_not_found', { userIds: [userId] });
      return held === role ? undefined : grantIn(tx, organization, user, { role, held, accepted: isOperators(ctx) });
    };
    await this.change.apply(ctx, organization, change, OPEN);
  }

  /**
   * Takes his role in an organization from a user, whatever the state of the path. Roles elsewhere stay, those in its
   * enterprises too. Revoking what is not there succeeds without effect.
   * @returns the role that he had
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
   * As `revoke`, of a user whom the organization can see. Who takes away their own role leaves, whatever the state of the
   * path: a suspended organization keeps no one.
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
      if (visible!.length === 0) throw new DomainError('user_not_found', { userIds: [userId] });
      const role = await heldRole(tx, organization, user);
      return role === undefined ? undefined : revokeIn(tx, organization, user, role);
    };
    await this.change.apply(ctx, organization, change, OPEN);
  }

  private async hold(tx: Tx, { id }: Holder): Promise<void> {
    const sql = 'SELECT id FROM users WHERE id = ? AND erased_at IS NULL LOCK IN SHARE MODE';
    const [living] = await tx.read({ sql, params: [id] });
    if (living!.length === 0) throw new DomainError('user_not_found', { userIds: [id] });
  }
}

/** The change of an organization has taken its row, so nobody else changes a role in it. */
async function heldRole(tx: Tx, organization: Organization, user: Holder): Promise<OrganizationRole | undefined> {
  const [rows] = await tx.read(roleStep(organization, user));
  return rows![0]?.role as OrganizationRole | undefined;
}

function roleStep({ id }: Organization, user: Holder): Statement {
  const sql = 'SELECT role FROM organization_users WHERE organization_id = ? AND user_id = ?';
  return { sql, params: [id, user.id] };
}

interface Grant {
  readonly role: OrganizationRole;
  readonly held: OrganizationRole | undefined;
  readonly newUser?: boolean;
  readonly accepted: boolean;
}

/** What the operator gives is given on behalf of the installation, and needs nobody's consent. */
function isOperators({ actor }: CallContext): boolean {
  return actor.kind === 'operator' || actor.kind === 'system';
}

function grantIn(
  tx: Tx,
  { id }: Organization,
  user: Holder,
  { role, held, newUser = false, accepted }: Grant,
): ChangeResult {
  const values = [role, Date.now(), accepted ? 1 : 0, id, user.id];
  const insert = `INSERT INTO organization_users (role, created_at, accepted, organization_id, user_id)
    VALUES (?, ?, ?, ?, ?)`;
  const update = `UPDATE organization_users SET role = ?, created_at = ?,
    accepted = CASE WHEN ? = 1 THEN 1 ELSE accepted END WHERE organization_id = ? AND user_id = ?`;
  const step: Statement = { sql: held === undefined ? insert : update, params: values, rows: 1 };
  tx.queue({ ...step, foreignKey: 'fk_organization_users_user' });
  const data = { role, ...(newUser && { newUser }) };
  return { action: 'user.granted', subjectType: 'user', subjectId: user.id, data };
}

function revokeIn(tx: Tx, { id }: Organization, user: Holder, role: OrganizationRole): ChangeResult {
  const sql = 'DELETE FROM organization_users WHERE organization_id = ? AND user_id = ?';
  tx.queue({ sql, params: [id, user.id], rows: 1 });
  return { action: 'user.revoked', subjectType: 'user', subjectId: user.id, data: { role } };
}
