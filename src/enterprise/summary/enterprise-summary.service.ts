import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { leftLists } from '../../paging/list-block.queries.js';
import { MarkedListService } from '../../paging/marked-list.service.js';
import { type ConstantFilters, matchesAny } from '../enterprise-constants.js';
import { ACCOUNT_TYPES, type AccountType } from '../enterprise-fingerprint.js';
import { enterprisesOfType } from '../enterprise.queries.js';
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

/** Counts an organization's enterprises, exactly, from blocks of them and from indexes. */
@Injectable()
export class EnterpriseSummaryService {
  constructor(
    private readonly database: Database,
    private readonly lists: MarkedListService,
  ) {}

  /** The enterprises of the organization itself, without those of the organizations below it. */
  async of(ctx: CallContext, { id }: Organization, filters: ConstantFilters): Promise<EnterpriseSummary> {
    if (!matchesAny(filters)) return summaryOf(new Map(), { frozen: 0, deleted: 0 });
    const [[frozen], [deleted]] = await this.database.read(ctx, (reader) =>
      reader.read(frozenCount(id, Date.now()), leftLists(id, ACCOUNT_TYPES)),
    );
    const sizes = await this.lists.sizes(
      ctx,
      ACCOUNT_TYPES.map((type) => enterprisesOfType(id, type)),
    );
    const counts = new Map(ACCOUNT_TYPES.map((type, index) => [type, sizes[index] ?? 0]));
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
