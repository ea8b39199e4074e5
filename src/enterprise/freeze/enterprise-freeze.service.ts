import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/statement.js';
import type { Enterprise } from '../enterprise.js';
import { EnterpriseChangeService, type EnterpriseChangeOptions } from '../enterprise-change.service.js';
import { type Freeze, isFrozen } from './enterprise-freeze.js';
import { freezeInsertion, freezeOf, freezeUpdate, lastFreeze, thaw } from './enterprise-freeze.queries.js';

/** Freezes enterprises for a time, in which their profiles and users cannot be changed. Nothing has to run at its end. */
@Injectable()
export class EnterpriseFreezeService {
  constructor(
    private readonly database: Database,
    private readonly changes: EnterpriseChangeService,
  ) {}

  /** The last freeze, over or not; null where there has been none. */
  async of(ctx: CallContext, enterprise: Enterprise): Promise<Freeze | null> {
    const [[row]] = await this.database.read(ctx, (reader) => reader.read(lastFreeze(enterprise.id)));
    return freezeOf(row);
  }

  /**
   * Freezes for so many milliseconds from now. The end of a freeze that is under way is put off, and never brought
   * forward.
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
      const known = await knownFreeze(tx, enterprise);
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
   * Ends a freeze ahead of its time, whatever the state of the organization. What is not frozen stays as it is.
   * @returns whether anything changed
   */
  thaw(ctx: CallContext, enterprise: Enterprise): Promise<boolean> {
    const change = async (tx: Tx) => {
      const known = await knownFreeze(tx, enterprise);
      if (!known || !isFrozen(known)) return undefined;
      tx.queue(thaw(enterprise.id, ctx.actor, Date.now() - 1));
      return { ...subject(enterprise), action: 'enterprise.thawed' as const };
    };
    return this.changes.apply(ctx, enterprise, change, { ignoreState: true });
  }
}

const subject = ({ id }: Enterprise) => ({ subjectType: 'enterprise' as const, subjectId: id });

/** The enterprise's row is locked, so that no other call writes its freeze meanwhile. */
async function knownFreeze(tx: Tx, { id }: Enterprise): Promise<Freeze | null> {
  const [[row]] = await tx.read(lastFreeze(id));
  return freezeOf(row);
}
