import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { type DeletionStep, DomainError } from '../../common/errors.js';
import { ANY_STATE, type Precondition } from '../../common/precondition.js';
import type { Row, Tx } from '../../database/statement.js';
import { OrganizationChangeService } from '../../organization/organization-change.service.js';
import { type Enterprise, enterpriseTagOf } from '../enterprise.js';
import { FREEZE_COLUMNS, freezeOf, isFrozen } from '../freeze/enterprise-freeze.service.js';
import { emailsBeginning, keyedBy } from './keyed-by-email.js';

/** So many roles end with an enterprise and no more, or the cost of one call would grow with what a tenant has. */
const MOST_ROLES = 1_000;

/** What goes with an enterprise, ahead of its own row. */
const ITS_OWN = ['third_party_identifiers', 'enterprise_users', 'enterprise_freezes', 'enterprise_profiles'] as const;

/** An enterprise under its lock, and what may stand in the way of its end. */
interface Doomed {
  readonly row: Row;
  /** Of the user who was answered when it was created; null once he has been erased. */
  readonly canonicalEmail: string | null;
  readonly frozen: boolean;
  readonly roles: number;
}

/** Ends enterprises. Nothing of them stays but that their keys make no others (decisions §7). */
@Injectable()
export class EnterpriseDeletionService {
  constructor(private readonly changes: OrganizationChangeService) {}

  /**
   * Deletes an enterprise with its profile, what other systems call it, and the roles in it; its users stay. It is
   * allowed whatever the state of the organization, whose row is taken for it: a creation holds that row shared until
   * it commits, so none with the same key passes beside this.
   * @throws DomainError enterprise_not_found where it is deleted already; precondition_failed, judged by its tag;
   *   deletion_steps_not_satisfied while it is frozen, or has more than a thousand users
   */
  async delete(
    ctx: CallContext,
    enterprise: Enterprise,
    { precondition = ANY_STATE }: { precondition?: Precondition } = {},
  ): Promise<void> {
    const { id, organization } = enterprise;
    await this.changes.apply(ctx, organization, async (tx, current) => {
      const doomed = await lock(tx, enterprise);
      if (!doomed) throw new DomainError('enterprise_not_found', { enterpriseId: id });
      const tag = enterpriseTagOf({ ...enterprise, organization: current, version: Number(doomed.row.version) });
      if (!precondition.allows(tag)) throw new DomainError('precondition_failed', {});
      const steps = stepsOf(doomed);
      if (!Object.values(steps).every(({ satisfied }) => satisfied)) {
        throw new DomainError('deletion_steps_not_satisfied', { steps });
      }
      end(tx, enterprise, doomed);
      const data = { roles: doomed.roles };
      return { action: 'enterprise.deleted' as const, subjectType: 'enterprise' as const, subjectId: id, data };
    });
  }
}

/** The user ahead of the enterprise, as his erasure takes them. */
async function lock(tx: Tx, { id, userId }: Enterprise): Promise<Doomed | undefined> {
  tx.queue({ sql: 'SELECT email_canonical FROM users WHERE id = ? LOCK IN SHARE MODE', params: [userId] });
  tx.queue({ sql: 'SELECT id, name, key_hash, version FROM enterprises WHERE id = ? FOR UPDATE', params: [id] });
  tx.queue({ sql: `SELECT ${FREEZE_COLUMNS} FROM enterprise_freezes f WHERE f.enterprise_id = ?`, params: [id] });
  tx.queue({
    sql: `SELECT user_id FROM enterprise_users WHERE enterprise_id = ? LIMIT ${MOST_ROLES + 1}`,
    params: [id],
  });
  const [users, rows, freezes, roles] = await tx.flush();
  const row = rows![0];
  if (!row) return undefined;
  const email = users![0]?.email_canonical;
  return {
    row,
    canonicalEmail: typeof email === 'string' ? email : null,
    frozen: isFrozen(freezeOf(freezes![0])),
    roles: roles!.length,
  };
}

function stepsOf({ frozen, roles }: Doomed): Record<'freeze' | 'users', DeletionStep> {
  return {
    freeze: { satisfied: !frozen, description: 'Thaw it, or wait until the freeze is over' },
    users: { satisfied: roles <= MOST_ROLES, description: `Remove users until at most ${MOST_ROLES} are left` },
  };
}

function end(tx: Tx, { id, userId, organization }: Enterprise, { row, canonicalEmail }: Doomed): void {
  const emails = canonicalEmail === null ? [] : [...emailsBeginning(String(row.name), canonicalEmail), canonicalEmail];
  const isKeyedByEmail = keyedBy([row], emails).length > 0;
  tx.queue({
    sql: `INSERT INTO deleted_enterprises (id, organization_id, key_hash, keyed_user_id, deleted_at)
      VALUES (?, ?, ?, ?, ?)`,
    params: [id, organization.id, String(row.key_hash), isKeyedByEmail ? userId : null, Date.now()],
  });
  for (const table of ITS_OWN) tx.queue({ sql: `DELETE FROM ${table} WHERE enterprise_id = ?`, params: [id] });
  tx.queue({ sql: 'DELETE FROM enterprises WHERE id = ?', params: [id], rows: 1 });
}
