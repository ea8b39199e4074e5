import { Injectable } from '@nestjs/common';
import { annotatedPage } from '../../annotation/annotated-page.js';
import type { Annotation } from '../../annotation/annotation.rules.js';
import type { CallContext } from '../../common/call-context.js';
import type { Page, PageRequest } from '../../common/page.js';
import { Database } from '../../database/database.js';
import { ORGANIZATION_ANNOTATIONS } from '../annotations/organization-annotation.queries.js';
import {
  isManagedBy,
  MANAGED,
  managedBy,
  type ManagedOrganizationRow,
  managedOrganizationsByIds,
} from '../listing/organization-list.queries.js';
import type { Organization } from '../organization.js';
import { OrganizationSettings } from '../organization.settings.js';
import { MarkedListService } from '../../paging/marked-list.service.js';

/** As much of a managed organization as the list shows; `createdAt` in milliseconds since 1970. */
export interface ManagedOrganization extends Pick<Organization, 'id' | 'name' | 'subDomain' | 'createdAt' | 'managed'> {
  readonly infrastructureDomain: string;
}

/** A page of an organization's managed organizations. */
export interface ManagedOrganizationQuery extends PageRequest {
  /** Only those that have every one of these, key and value; empty for all. */
  readonly annotations: readonly Annotation[];
}

/** Lists what an organization manages, oldest first: the order of their ids. */
@Injectable()
export class ManagedOrganizationListService {
  constructor(
    private readonly database: Database,
    private readonly settings: OrganizationSettings,
    private readonly lists: MarkedListService,
  ) {}

  /**
   * One page of the living organizations directly below another. New ones come last, as far as the clocks of two
   * processes agree, so a caller who reads to the end gets each that was there at the beginning, and once; where one is
   * deleted meanwhile, those behind it move up by one place.
   */
  async page(
    ctx: CallContext,
    organization: Organization,
    { annotations, ...page }: ManagedOrganizationQuery,
  ): Promise<Page<ManagedOrganization>> {
    const { items: rows, total } =
      annotations.length === 0
        ? await this.lists.page<ManagedOrganizationRow>(ctx, managedBy(organization.id), page, MANAGED)
        : await this.annotated(ctx, organization.id, annotations, page);
    const items = rows.map((row) => this.listed(row));
    // What is joined to a page of ids has no order of its own.
    return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)), total };
  }

  private async annotated(
    ctx: CallContext,
    parentId: string,
    annotations: readonly Annotation[],
    page: PageRequest,
  ): Promise<Page<ManagedOrganizationRow>> {
    // The table keeps the annotations of deleted organizations as well, so each is looked up.
    const where = { table: ORGANIZATION_ANNOTATIONS, list: parentId, annotations, also: isManagedBy(parentId) };
    const { items: ids, total } = await annotatedPage(this.database, ctx, where, page);
    if (ids.length === 0) return { items: [], total };
    const [items] = await this.database.read(ctx, (reader) => reader.read(managedOrganizationsByIds(ids)));
    return { items, total };
  }

  private listed(row: ManagedOrganizationRow): ManagedOrganization {
    return {
      id: row.id,
      name: row.name,
      subDomain: row.sub_domain,
      infrastructureDomain: this.settings.infrastructureDomainOf(row.sub_domain),
      createdAt: row.created_at,
      managed: row.managed === 1,
    };
  }
}
