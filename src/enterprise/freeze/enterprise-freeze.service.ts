import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import type { Enterprise } from '../enterprise.js';
import { EnterpriseChangeService, type EnterpriseChangeOptions } from '../enterprise-change.service.js';
import { type Freeze, isFrozen } from './enterprise-freeze.js';
import { freezeInsertion, freezeOf, freezeUpdate, lastFreeze, thaw } from './enterprise-freeze.queries.js';

/**
 * Freezes enterprises for a time, in which their profiles and users cannot be changed. No job has to run at its end.
 */
@Injectable()
export class EnterpriseFreezeService {
  constructor(
    private readonly database: Database,
    private readonly changes: EnterpriseChangeService,
  ) {}

  /** The last freeze, which may be over; null if there has been none. */
  async of(ctx: CallContext, enterprise: Enterprise): Promise<Freeze | null> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(lastFreeze(enterprise.id)));
    return freezeOf(row);
  }

  /**
   * Freezes for this many milliseconds from now. If it is frozen already, the end can only become later.
   * @returns whether anything changed
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated
   */
  freeze(
    ctx: CallContext,
    enterprise: Enterprise,
    durationMs: number,
    options?: Pick<EnterpriseChangeOptions, 'claim'>,
  ): Promise<boolean> {
    const change = async (tx: Tx) => {
      const known = await presentFreeze(tx, enterprise);
      const now = Date.now();
      const expiresAt = now + durationMs;
      if (known && isFrozen(known) && known.expiresAt >= expiresAt) return undefined;
      const at = known && isFrozen(known) ? known.at : now;
      const write = known ? freezeUpdate : freezeInsertion;
      tx.queue(write(enterprise, ctx.actor, { at, expiresAt }));
      return { ...subject(enterprise), action: 'enterprise.frozen' as const, data: { expiresAt } };
    };
    return this.changes.apply(ctx, enterprise, change, { ...options, allowFrozen: true });
  }

  /**
   * Ends a freeze early, whatever the state of the organization. If it is not frozen, nothing changes.
   * @returns whether anything changed
   */
  thaw(ctx: CallContext, enterprise: Enterprise): Promise<boolean> {
    const change = async (tx: Tx) => {
      const known = await presentFreeze(tx, enterprise);
      if (!known || !isFrozen(known)) return undefined;
      tx.queue(thaw(enterprise.id, ctx.actor, Date.now() - 1));
      return { ...subject(enterprise), action: 'enterprise.thawed' as const };
    };
    return this.changes.apply(ctx, enterprise, change, { ignoreState: true });
  }
}

const subject = ({ id }: Enterprise) => ({ subjectType: 'enterprise' as const, subjectId: id });

/** Reliable while the enterprise's row is locked: no other call writes its freeze meanwhile. */
async function presentFreeze(tx: Tx, { id }: Enterprise): Promise<Freeze | null> {
  const [[row]] = await tx.read(lastFreeze(id));
  return freezeOf(row);
}
