import { Injectable } from '@nestjs/common';
import { countOf, type Ids, pageOf } from '../../annotation/annotated-ids.js';
import { type Annotated, annotatedPage, rowsOf } from '../../annotation/annotated-page.js';
import type { CallContext } from '../../common/call-context.js';
import type { Page, PageRequest } from '../../common/page.js';
import { Database } from '../../database/database.js';
import type { Row, Statement } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { ORGANIZATION_ANNOTATIONS } from '../roots/organization.insert.js';
import { OrganizationSettings } from '../organization.settings.js';
import type { Annotation } from '../../annotation/annotation.rules.js';

/** As much of a managed organization as the list shows; `createdAt` in milliseconds since 1970. */
export interface ManagedOrganization extends Pick<Organization, 'id' | 'name' | 'subDomain' | 'createdAt' | 'managed'> {
  readonly infrastructureDomain: string;
}

/** Which of an organization's managed organizations are asked for. */
export interface ManagedOrganizationQuery extends PageRequest {
  /** Those which have every one of these, key and value; none asks for all. */
  readonly annotations: readonly Annotation[];
}

const LISTED = { columns: 'o.id, o.name, o.sub_domain, o.created_at, o.managed', table: 'organizations o' };

/** Lists what an organization manages, oldest first: the order of their ids. */
@Injectable()
export class ManagedOrganizationListService {
  constructor(
    private readonly database: Database,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * One page of the living organizations directly under another. New ones come last, as far as the clocks of two
   * processes agree, so who reads to the end meets each that was there at the beginning, and once; where one is deleted
   * meanwhile, those behind it move up by one place.
   */
  async page(
    ctx: CallContext,
    parent: Organization,
    query: ManagedOrganizationQuery,
  ): Promise<Page<ManagedOrganization>> {
    const ask = (...steps: Statement[]) => this.database.read(ctx, (reader) => reader.read(...steps));
    const { annotations } = query;
    const { rows, total } =
      annotations.length === 0
        ? await unfiltered(ask, parent, query)
        : await filtered(ask, { ...annotatedUnder(parent), annotations }, query);
    const items = rows.map((row) => this.listed(row));
    // What is joined to a page of ids has no order of its own.
    return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)), total };
  }

  private listed(row: Row): ManagedOrganization {
    const subDomain = String(row.sub_domain);
    return {
      id: String(row.id),
      name: String(row.name),
      subDomain,
      infrastructureDomain: this.settings.infrastructureDomainOf(subDomain),
      createdAt: Number(row.created_at),
      managed: Number(row.managed) === 1,
    };
  }
}

type Ask = (...steps: Statement[]) => Promise<Row[][]>;

async function unfiltered(ask: Ask, parent: Organization, query: PageRequest): Promise<{ rows: Row[]; total: number }> {
  const ids: Ids = {
    column: 'o.id',
    from: `organizations o FORCE INDEX (ix_organizations_living) WHERE o.parent_id = ? AND o.deleted_at IS NULL`,
    params: [parent.id],
  };
  const [counted, rows] = await ask(countOf(ids), pageOf(ids, query, LISTED));
  return { rows: rows!, total: Number(counted![0]!.n) };
}

async function filtered(ask: Ask, where: Annotated, query: PageRequest): Promise<{ rows: Row[]; total: number }> {
  const { items, total } = await annotatedPage(ask, where, query);
  return { rows: await rowsOf(ask, items, LISTED), total };
}

/** Everything under the parent that was ever annotated so, deleted or not: whether it lives is asked of each. */
function annotatedUnder(parent: Organization): Omit<Annotated, 'annotations'> {
  const sql = `(SELECT 1 FROM organizations o FORCE INDEX (ix_organizations_living)
    WHERE o.parent_id = ? AND o.deleted_at IS NULL AND o.id = a.organization_id)`;
  return { table: ORGANIZATION_ANNOTATIONS, list: parent.id, also: { sql, params: [parent.id] } };
}
