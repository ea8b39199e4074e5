import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { type ConstantFilters, takesAny } from '../enterprise-constants.js';
import { ACCOUNT_TYPES, type AccountType } from '../enterprise-fingerprint.js';

/** How many enterprises an organization has. */
export interface EnterpriseSummary {
  readonly total: number;
  /** Those that are frozen at the moment. */
  readonly frozen: number;
  /** Those that were there, and are no more. */
  readonly deleted: number;
  readonly byAccountType: Readonly<Record<AccountType, number>>;
}

/** Counts an organization's enterprises, exactly, off indexes alone. */
@Injectable()
export class EnterpriseSummaryService {
  constructor(private readonly database: Database) {}

  /** Those of the organization itself, and not those of the ones below it. */
  async of(ctx: CallContext, { id }: Organization, filters: ConstantFilters): Promise<EnterpriseSummary> {
    if (!takesAny(filters)) return summaryOf(new Map(), { frozen: 0, deleted: 0 });
    const [types, frozen, deleted] = await this.database.read(ctx, (reader) =>
      reader.read(
        {
          sql: `SELECT e.account_type, COUNT(*) AS n FROM enterprises e FORCE INDEX (ix_enterprises_account_type)
            WHERE e.organization_id = ? GROUP BY e.account_type`,
          params: [id],
        },
        {
          sql: `SELECT COUNT(*) AS n FROM enterprise_freezes f FORCE INDEX (ix_enterprise_freezes_organization)
            WHERE f.organization_id = ? AND f.expires_at >= ? AND f.thawed_by IS NULL`,
          params: [id, Date.now()],
        },
        {
          sql: 'SELECT COUNT(*) AS n FROM deleted_enterprises d WHERE d.organization_id = ?',
          params: [id],
        },
      ),
    );
    const counts = new Map(types!.map((row) => [String(row.account_type), Number(row.n)]));
    return summaryOf(counts, { frozen: Number(frozen![0]!.n), deleted: Number(deleted![0]!.n) });
  }
}

function summaryOf(
  counts: ReadonlyMap<string, number>,
  others: Pick<EnterpriseSummary, 'frozen' | 'deleted'>,
): EnterpriseSummary {
  const [individual, entity] = ACCOUNT_TYPES.map((type) => counts.get(type) ?? 0) as [number, number];
  return { total: individual + entity, ...others, byAccountType: { individual, entity } };
}
