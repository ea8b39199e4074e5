import { Injectable } from '@nestjs/common';
import { actingFrom } from '../../audit/audit.queries.js';
import { type Actor, actorId, type CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Row, Statement, Tx } from '../../database/statement.js';
import type { Enterprise } from '../enterprise.js';
import { EnterpriseChangeService, type EnterpriseChangeOptions } from '../enterprise-change.service.js';

/** The last freeze of an enterprise; times in milliseconds since 1970. */
export interface Freeze {
  /** Since when. */
  readonly at: number;
  /** The last moment at which it is frozen, or was. */
  readonly expiresAt: number;
  /** As the audit names him. */
  readonly frozenBy: string;
  /** The id of the organization from which that was done, as the audit notes it. */
  readonly frozenFrom: string | null;
  /** Who thawed it ahead of its end; null where nobody did. */
  readonly thawedBy: string | null;
}

/** The columns that `freezeOf` reads, of the table known as `f`. */
export const FREEZE_COLUMNS = `f.at AS f_at, f.expires_at AS f_expires_at, f.frozen_by AS f_frozen_by,
  f.frozen_by_organization_id AS f_frozen_from, f.thawed_by AS f_thawed_by`;

/** Reads a row of `FREEZE_COLUMNS`; null where there has been none. */
export function freezeOf(row: Row | undefined): Freeze | null {
  if (!row || row.f_at === null) return null;
  return {
    at: Number(row.f_at),
    expiresAt: Number(row.f_expires_at),
    frozenBy: String(row.f_frozen_by),
    frozenFrom: row.f_frozen_from === null ? null : String(row.f_frozen_from),
    thawedBy: row.f_thawed_by === null ? null : String(row.f_thawed_by),
  };
}

/** Whether an enterprise with this last freeze is frozen now. */
export function isFrozen(freeze: Freeze | null): boolean {
  return freeze !== null && freeze.thawedBy === null && freeze.expiresAt >= Date.now();
}

/** Freezes enterprises for a time: their profiles and users cannot be changed in it. Nothing has to run at its end. */
@Injectable()
export class EnterpriseFreezeService {
  constructor(
    private readonly database: Database,
    private readonly changes: EnterpriseChangeService,
  ) {}

  /** The last freeze, over or not; null where there has been none. */
  async of(ctx: CallContext, enterprise: Enterprise): Promise<Freeze | null> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(freezeStep(enterprise)));
    return freezeOf(rows![0]);
  }

  /**
   * Freezes for so many milliseconds from now. One that is frozen already stays so at least as long: its end is put
   * off, and never brought forward.
   * @returns whether anything changed
   * @throws DomainError organization_not_found, organization_suspended, organization_not_activated
   */
  freeze(
    ctx: CallContext,
    enterprise: Enterprise,
    durationMs: number,
    terms?: Pick<EnterpriseChangeOptions, 'claim'>,
  ): Promise<boolean> {
    const change = async (tx: Tx) => {
      const known = freezeOf((await tx.read(freezeStep(enterprise)))[0]![0]);
      const now = Date.now();
      const expiresAt = now + durationMs;
      if (known && isFrozen(known) && known.expiresAt >= expiresAt) return undefined;
      const at = known && isFrozen(known) ? known.at : now;
      tx.queue(frozen(enterprise, ctx.actor, { at, expiresAt }, known !== null));
      return { ...subject(enterprise), action: 'enterprise.frozen' as const, data: { expiresAt } };
    };
    return this.changes.apply(ctx, enterprise, change, { ...terms, allowFrozen: true });
  }

  /**
   * Ends a freeze ahead of its time, whatever the state of the organization. What is not frozen stays as it is.
   * @returns whether anything changed
   */
  thaw(ctx: CallContext, enterprise: Enterprise): Promise<boolean> {
    const change = async (tx: Tx) => {
      const known = freezeOf((await tx.read(freezeStep(enterprise)))[0]![0]);
      if (!known || !isFrozen(known)) return undefined;
      tx.queue({
        sql: 'UPDATE enterprise_freezes SET expires_at = ?, thawed_by = ? WHERE enterprise_id = ?',
        params: [Date.now() - 1, actorId(ctx.actor), enterprise.id],
      });
      return { ...subject(enterprise), action: 'enterprise.thawed' as const };
    };
    return this.changes.apply(ctx, enterprise, change, { ignoreState: true });
  }
}

const subject = ({ id }: Enterprise) => ({ subjectType: 'enterprise' as const, subjectId: id });

function freezeStep({ id }: Enterprise): Statement {
  return { sql: `SELECT ${FREEZE_COLUMNS} FROM enterprise_freezes f WHERE f.enterprise_id = ?`, params: [id] };
}

/** The enterprise's row is locked, so nobody else writes its freeze meanwhile. */
function frozen(
  { id, organization }: Enterprise,
  actor: Actor,
  { at, expiresAt }: Pick<Freeze, 'at' | 'expiresAt'>,
  isThere: boolean,
): Statement {
  const place = actingFrom(actor, organization.id);
  if (isThere) {
    return {
      sql: `UPDATE enterprise_freezes
        SET at = ?, expires_at = ?, frozen_by = ?, frozen_by_organization_id = ${place.sql}, thawed_by = NULL
        WHERE enterprise_id = ?`,
      params: [at, expiresAt, actorId(actor), ...place.params, id],
    };
  }
  return {
    sql: `INSERT INTO enterprise_freezes
      (enterprise_id, organization_id, at, expires_at, frozen_by, frozen_by_organization_id, thawed_by)
      SELECT ?, ?, ?, ?, ?, ${place.sql}, NULL`,
    params: [id, organization.id, at, expiresAt, actorId(actor), ...place.params],
  };
}
