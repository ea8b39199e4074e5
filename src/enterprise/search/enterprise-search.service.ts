import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Organization } from '../../organization/organization.js';
import { matchesAny } from '../enterprise-constants.js';
import { type EnterpriseSearchQuery, type FoundEnterprises, toPage } from './enterprise-list.js';
import {
  enterpriseByText,
  enterprisesByName,
  fewCount,
  fewEnterprisesByName,
  MAX_FEW,
} from './enterprise-search.queries.js';

/**
 * Finds an organization's enterprises by the beginning of their names, in the order of names, and of ids among equal
 * names. New ones may appear on any page; each one that existed when the first page was read appears once.
 */
@Injectable()
export class EnterpriseSearchService {
  constructor(private readonly database: Database) {}

  /** One page; if the text is the id of an enterprise, only that enterprise. */
  async find(ctx: CallContext, organization: Organization, query: EnterpriseSearchQuery): Promise<FoundEnterprises> {
    if (!matchesAny(query)) return { enterprises: [], more: false };
    const byName = await this.byName(ctx, organization, query);
    const statements = isId(query.text) ? [byName, enterpriseByText(organization.id, query)] : [byName];
    const [named = [], identified = []] = await this.database.read(ctx, (reader) => reader.read(...statements));
    if (identified.length > 0) return toPage(identified, query.limit);
    const page = toPage(named, query.limit);
    const last = named[page.enterprises.length - 1];
    return last ? { ...page, last: { id: last.id, name: last.name_search } } : page;
  }

  /**
   * If the user has few enterprises, their names are compared; if many, each match of the name is checked for the role.
   */
  private async byName(ctx: CallContext, { id }: Organization, query: EnterpriseSearchQuery) {
    const { userId } = query;
    if (userId === undefined) return enterprisesByName(id, query);
    const [[counted]] = await this.database.read(ctx, (reader) => reader.read(fewCount(id, userId)));
    return (counted?.n ?? 0) <= MAX_FEW ? fewEnterprisesByName(id, userId, query) : enterprisesByName(id, query);
  }
}
