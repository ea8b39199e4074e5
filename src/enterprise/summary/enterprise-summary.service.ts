import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { deletedCount } from '../deletion/deleted-enterprise.queries.js';
import { type ConstantFilters, takesAny } from '../enterprise-constants.js';
import { ACCOUNT_TYPES, type AccountType } from '../enterprise-fingerprint.js';
import { countByAccountType } from '../enterprise.queries.js';
import { frozenCount } from '../freeze/enterprise-freeze.queries.js';

/** How many enterprises an organization has. */
export interface EnterpriseSummary {
  readonly total: number;
  /** Those that are frozen at the moment. */
  readonly frozen: number;
  /** Those that have been deleted. */
  readonly deleted: number;
  readonly byAccountType: Readonly<Record<AccountType, number>>;
}

/** Counts an organization's enterprises, exactly, off indexes alone. */
@Injectable()
export class EnterpriseSummaryService {
  constructor(private readonly database: Database) {}

  /** The enterprises of the organization itself, without those of the organizations below it. */
  async of(ctx: CallContext, { id }: Organization, filters: ConstantFilters): Promise<EnterpriseSummary> {
    if (!takesAny(filters)) return summaryOf(new Map(), { frozen: 0, deleted: 0 });
    const [types, [frozen], [deleted]] = await this.database.read(ctx, (reader) =>
      reader.read(countByAccountType(id), frozenCount(id, Date.now()), deletedCount(id)),
    );
    const counts = new Map(types.map(({ account_type: type, n }) => [type, n]));
    return summaryOf(counts, { frozen: frozen!.n, deleted: deleted!.n });
  }
}

function summaryOf(
  counts: ReadonlyMap<string, number>,
  others: Pick<EnterpriseSummary, 'frozen' | 'deleted'>,
): EnterpriseSummary {
  const [individual, entity] = ACCOUNT_TYPES.map((type) => counts.get(type) ?? 0) as [number, number];
  return { total: individual + entity, ...others, byAccountType: { individual, entity } };
}
