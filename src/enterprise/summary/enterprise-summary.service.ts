import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { deletedCount } from '../deletion/deleted-enterprise.queries.js';
import { type ConstantFilters, matchesAny } from '../enterprise-constants.js';
import type { AccountType } from '../enterprise-fingerprint.js';
import { countByAccountType } from '../enterprise.queries.js';
import { frozenCount } from '../freeze/enterprise-freeze.queries.js';

/** How many enterprises an organization has. */
export interface EnterpriseSummary {
  readonly total: number;
  /** Those that are frozen now. */
  readonly frozen: number;
  /** Those that have been deleted. */
  readonly deleted: number;
  readonly byAccountType: Readonly<Record<AccountType, number>>;
}

/** Counts an organization's enterprises, exactly, and from indexes only. */
@Injectable()
export class EnterpriseSummaryService {
  constructor(private readonly database: Database) {}

  /** The enterprises of the organization itself, without those of the organizations below it. */
  async of(ctx: CallContext, { id }: Organization, filters: ConstantFilters): Promise<EnterpriseSummary> {
    if (!matchesAny(filters)) return summaryOf(new Map(), { frozen: 0, deleted: 0 });
    const [types, [frozen], [deleted]] = await this.database.read(ctx, (reader) =>
      reader.read(countByAccountType(id), frozenCount(id, Date.now()), deletedCount(id)),
    );
    const counts = new Map(types.map(({ account_type: type, n }) => [type, n]));
    return summaryOf(counts, { frozen: frozen?.n ?? 0, deleted: deleted?.n ?? 0 });
  }
}

function summaryOf(
  counts: ReadonlyMap<AccountType, number>,
  others: Pick<EnterpriseSummary, 'frozen' | 'deleted'>,
): EnterpriseSummary {
  const individual = counts.get('individual') ?? 0;
  const entity = counts.get('entity') ?? 0;
  return { total: individual + entity, ...others, byAccountType: { individual, entity } };
}
