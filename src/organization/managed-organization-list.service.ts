import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { digestOf } from '../common/digest.js';
import { LARGE_SET, type Page, type PageWish } from '../common/page.js';
import { Database } from '../database/database.js';
import type { Parameter, Row, Step } from '../database/steps.js';
import type { Organization } from './organization.js';
import type { Annotation } from './organization.rules.js';
import { OrganizationSettings } from './organization.settings.js';

/** As much of a managed organization as the list shows; `createdAt` in milliseconds since 1970. */
export interface ManagedOrganization extends Pick<Organization, 'id' | 'name' | 'subDomain' | 'createdAt' | 'managed'> {
  readonly infrastructureDomain: string;
}

/** Which of an organization's managed organizations are asked for. */
export interface ManagedOrganizationQuery extends PageWish {
  /** Those which have every one of these, key and value; none asks for all. */
  readonly annotations: readonly Annotation[];
}

/** Ids that are read off an index alone: what stands between `SELECT` and `ORDER BY`. */
interface Ids {
  readonly column: string;
  readonly from: string;
  readonly params: readonly Parameter[];
}

/** Lists what an organization manages, oldest first: the order of their ids. */
@Injectable()
export class ManagedOrganizationList {
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
    const pairs = [...new Set(query.annotations.map(({ key, value }) => digestOf([key, value])))];
    const ids = idsOf(parent, await this.rarestFirst(ctx, parent, pairs));
    const [counted, rows] = await this.database.read(ctx, (reader) => reader.read(countOf(ids), pageOf(ids, query)));
    const items = rows!.map((row) => this.listed(row));
    // What is joined to a page of ids has no order of its own.
    return { items: items.sort((a, b) => (a.id < b.id ? -1 : 1)), total: Number(counted![0]!.n) };
  }

  /** The rarest pair is the one whose organizations are looked at one by one; counting is cheap, since it stops early. */
  private async rarestFirst(ctx: CallContext, parent: Organization, pairs: readonly string[]): Promise<string[]> {
    if (pairs.length < 2) return [...pairs];
    const counts = await this.database.read(ctx, (reader) =>
      reader.read(...pairs.map((pair) => countOf(havingPair(parent, pair)))),
    );
    const ranked = pairs.map((pair, index) => ({ pair, n: Number(counts[index]![0]!.n) }));
    return ranked.sort((a, b) => a.n - b.n).map(({ pair }) => pair);
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

function idsOf(parent: Organization, [first, ...others]: readonly string[]): Ids {
  if (first === undefined) {
    return {
      column: 'o.id',
      from: `organizations o FORCE INDEX (ix_organizations_living) WHERE o.parent_id = ? AND o.deleted_at IS NULL`,
      params: [parent.id],
    };
  }
  const { column, from, params } = havingPair(parent, first);
  // Questions about each row and no joins: a database may turn joins around, and then has to sort.
  const living = `(SELECT 1 FROM organizations o FORCE INDEX (ix_organizations_living)
    WHERE o.parent_id = ? AND o.deleted_at IS NULL AND o.id = a.organization_id) = 1`;
  const alsoHas = `(SELECT 1 FROM organization_annotations b FORCE INDEX (ix_organization_annotations_pair)
    WHERE b.parent_id = ? AND b.pair_hash = ? AND b.organization_id = a.organization_id) = 1`;
  return {
    column,
    from: [from, ...others.map(() => alsoHas), living].join(' AND '),
    params: [...params, ...others.flatMap((pair) => [parent.id, pair]), parent.id],
  };
}

/** Everything under the parent that was ever annotated so, deleted or not. */
function havingPair(parent: Organization, pair: string): Ids {
  return {
    column: 'a.organization_id',
    from: `organization_annotations a FORCE INDEX (ix_organization_annotations_pair)
      WHERE a.parent_id = ? AND a.pair_hash = ?`,
    params: [parent.id, pair],
  };
}

/** One more than a large set has is enough to know that it is one. */
function countOf({ from, params }: Ids): Step {
  return {
    sql: `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ${from} LIMIT ${LARGE_SET + 1}) t`,
    params,
  };
}

/**
 * What is skipped is skipped in the index; only the rows that are shown are fetched. LEFT, so that no database begins
 * with all organizations and looks each up in the page.
 */
function pageOf({ column, from, params }: Ids, { page, perPage }: PageWish): Step {
  return {
    sql: `SELECT o.id, o.name, o.sub_domain, o.created_at, o.managed
      FROM (SELECT ${column} AS id FROM ${from} ORDER BY ${column} LIMIT ? OFFSET ?) p
      LEFT JOIN organizations o ON o.id = p.id`,
    params: [...params, perPage, (page - 1) * perPage],
  };
}
