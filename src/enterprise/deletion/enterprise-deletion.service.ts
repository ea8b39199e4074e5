import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { type DeletionStep, DomainError } from '../../common/errors.js';
import { ANY_STATE, type Precondition } from '../../common/precondition.js';
import type { Tx } from '../../database/statement.js';
import { OrganizationChangeService } from '../../organization/organization-change.service.js';
import { leavesList } from '../../paging/list-block.queries.js';
import { reduceReach } from '../../user/reduce-reach.js';
import { type Enterprise, enterpriseTagOf } from '../enterprise.js';
import { type DeletableRow, deletableEnterpriseLocked, enterpriseDeletion } from '../enterprise.queries.js';
import { isFrozen } from '../freeze/enterprise-freeze.js';
import { freezeOf, lastFreeze } from '../freeze/enterprise-freeze.queries.js';
import { emailLocked, usersWithRole } from '../members/enterprise-user.queries.js';
import { deletedEnterpriseInsert, rowsOfOneDeletion } from './deleted-enterprise.queries.js';
import { emailsBeginning, isKeyedBy } from './keyed-by-email.js';

/** An enterprise with more roles is not deleted: the cost of one call must not grow with what a tenant has. */
const MAX_ROLES = 1_000;

/** A locked enterprise, and what may prevent its deletion. */
interface Locked {
  readonly row: DeletableRow;
  /** Of the user whose id the creation returned; null once erased. */
  readonly canonicalEmail: string | null;
  readonly frozen: boolean;
  readonly userIds: readonly string[];
}

/** Deletes enterprises. Their idempotency keys remain spent (decisions §7). */
@Injectable()
export class EnterpriseDeletionService {
  constructor(private readonly changes: OrganizationChangeService) {}

  /**
   * Deletes an enterprise with its profile, its third-party identifiers and the roles in it; its users remain. It is
   * allowed in any state of the organization, whose row is locked exclusively: a creation locks that row shared until
   * it commits, so none with the same key runs at the same time.
   * @throws DomainError enterprise_not_found if it has been deleted already; precondition_failed, by its tag;
   *   deletion_steps_not_satisfied while it is frozen, or has more than a thousand users
   */
  async delete(
    ctx: CallContext,
    enterprise: Enterprise,
    { precondition = ANY_STATE }: { precondition?: Precondition } = {},
  ): Promise<void> {
    const { id, organization } = enterprise;
    await this.changes.apply(ctx, organization, async (tx, current) => {
      const locked = await lock(tx, enterprise);
      if (!locked) throw new DomainError('enterprise_not_found', { enterpriseId: id });
      const tag = enterpriseTagOf({ ...enterprise, organization: current, version: locked.row.version });
      if (!precondition.allows(tag)) throw new DomainError('precondition_failed', {});
      const steps = stepsOf(locked);
      if (!Object.values(steps).every(({ satisfied }) => satisfied)) {
        throw new DomainError('deletion_steps_not_satisfied', { steps });
      }
      await remove(tx, enterprise, locked);
      const data = { roles: locked.userIds.length };
      return { action: 'enterprise.deleted' as const, subjectType: 'enterprise' as const, subjectId: id, data };
    });
  }
}

/** The user's row before the enterprise's: the order in which an erasure locks them. */
async function lock(tx: Tx, { id, userId }: Enterprise): Promise<Locked | undefined> {
  const [[user], [row], [freeze], roles] = await tx.query(
    emailLocked(userId),
    deletableEnterpriseLocked(id),
    lastFreeze(id),
    usersWithRole(id, MAX_ROLES + 1),
  );
  if (!row) return undefined;
  const canonicalEmail = user?.email_canonical ?? null;
  return { row, canonicalEmail, frozen: isFrozen(freezeOf(freeze)), userIds: roles.map((role) => role.user_id) };
}

function stepsOf({ frozen, userIds }: Locked): Record<'freeze' | 'users', DeletionStep> {
  return {
    freeze: { satisfied: !frozen, description: 'Thaw it, or wait until the freeze is over' },
    users: { satisfied: userIds.length <= MAX_ROLES, description: `Remove users until at most ${MAX_ROLES} are left` },
  };
}

async function remove(tx: Tx, { id, userId, organization, accountType }: Enterprise, locked: Locked): Promise<void> {
  const { row, canonicalEmail, userIds } = locked;
  const emails = canonicalEmail === null ? [] : [...emailsBeginning(row.name, canonicalEmail), canonicalEmail];
  const keyedUserId = isKeyedBy(row.key_hash, emails) ? userId : null;
  const remainder = { id, organizationId: organization.id, keyHash: row.key_hash, keyedUserId, deletedAt: Date.now() };
  const rows = [deletedEnterpriseInsert(remainder), ...rowsOfOneDeletion(id), enterpriseDeletion(id)];
  const list = { kind: accountType, ownerId: organization.id };
  for (const each of [...rows, ...leavesList(list, id)]) tx.queue(each);
  await reduceReach(
    tx,
    userIds.map((each) => ({ userId: each, path: organization.path })),
  );
}
