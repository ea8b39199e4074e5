import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Row, Statement } from '../../database/statement.js';
import type { Organization } from '../organization.js';
import { type Usage, usageOf, usageStep } from '../limits/organization-limit.service.js';
import type { HoldSource } from '../organization.rules.js';

/** What a token of the organization meets: a hold on its path, a step of it that is not activated, or neither. */
export type State = 'suspended' | 'not_activated' | 'activated';

/** Which organizations are asked for. */
export interface OrganizationQuery {
  /** Those directly below this one; absent asks for the roots. */
  readonly parent?: Organization;
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
}

/** As much of an organization as a list shows; times in milliseconds since 1970. */
export interface ListedOrganization {
  readonly id: string;
  readonly name: string;
  readonly subDomain: string;
  readonly state: State;
  readonly createdAt: number;
  /** Of a root; null for a managed organization, which has no limit of its own. */
  readonly usage: Usage | null;
}

/** An organization on the path of another one, root first. */
export interface PathMember {
  readonly id: string;
  readonly name: string;
  readonly subDomain: string;
  /** 1 for the root. */
  readonly depth: number;
  readonly activatedAt: number | null;
}

/** One reason why everything at and below its place is suspended. */
export interface PlacedHold {
  /** Where it lies: the organization itself or one above it. */
  readonly organizationId: string;
  readonly name: string;
  readonly subDomain: string;
  readonly depth: number;
  readonly source: HoldSource;
  /** The organization that placed it; null for the operator. */
  readonly placedBy: string | null;
  readonly reason: string | null;
  readonly since: number;
  /** Who placed it, as the audit names him. */
  readonly by: string;
}

/** Why an organization is in the state it is in. */
export interface Standing {
  readonly state: State;
  readonly path: readonly PathMember[];
  /** Every hold on the path, root first. */
  readonly holds: readonly PlacedHold[];
  /** Of the whole tree. */
  readonly usage: Usage;
}

/** A path has at most eight levels, and each of them few who may place a hold. */
const MAX_HOLDS = 200;
const MEMBER_COLUMNS = 'a.id, a.name, a.sub_domain, a.depth, a.activated_at, a.holds';

/** Shows organizations to those who run the installation. It judges nobody's permission. */
@Injectable()
export class OrganizationDirectoryService {
  constructor(private readonly database: Database) {}

  /** One page, oldest first, and whether there is more behind it. */
  async list(
    ctx: CallContext,
    query: OrganizationQuery,
  ): Promise<{ organizations: ListedOrganization[]; more: boolean }> {
    const above = query.parent?.path ?? [];
    const [path, rows] = await this.database.read(ctx, (reader) => reader.read(membersOf(above), pageOf(query)));
    const organizations = rows!.map((row) => listed(row, stateOf([...path!, row])));
    return { organizations: organizations.slice(0, query.limit), more: organizations.length > query.limit };
  }

  /** The path of an organization with every hold on it, and what its tree uses of its limit; one trip. */
  async standing(ctx: CallContext, organization: Organization): Promise<Standing> {
    const [path, holds, usage] = await this.database.read(ctx, (reader) =>
      reader.read(membersOf(organization.path), holdsOn(organization.path), usageStep(organization.path[0]!)),
    );
    return { state: stateOf(path!), path: path!.map(member), holds: holds!.map(hold), usage: usageOf(usage![0]!) };
  }
}

/** One row more than the page tells whether another page follows. */
function pageOf({ parent, limit, afterId = '' }: OrganizationQuery): Statement {
  return {
    sql: `SELECT ${MEMBER_COLUMNS}, a.created_at, u.managed_count, u.managed_limit
      FROM organizations a FORCE INDEX (ix_organizations_living)
      LEFT JOIN organization_usage u ON u.organization_id = a.id
      WHERE a.parent_id ${parent ? '= ?' : 'IS NULL'} AND a.id > ? AND a.deleted_at IS NULL ORDER BY a.id LIMIT ?`,
    params: [...(parent ? [parent.id] : []), afterId, limit + 1],
  };
}

function membersOf(path: readonly string[]): Statement {
  return { sql: `SELECT ${MEMBER_COLUMNS} FROM organizations a WHERE ${idsAre(path)} ORDER BY a.depth`, params: path };
}

function holdsOn(path: readonly string[]): Statement {
  return {
    sql: `SELECT h.organization_id, a.name, a.sub_domain, a.depth, h.source, h.placed_by_organization_id, h.reason, h.since, h.\`by\`
      FROM organizations a JOIN organization_holds h ON h.organization_id = a.id
      WHERE ${idsAre(path)} ORDER BY a.depth, h.since, h.source LIMIT ${MAX_HOLDS}`,
    params: path,
  };
}

/** A root's list has nothing above it, and an empty list of values is an error on MySQL. */
function idsAre(path: readonly string[]): string {
  return path.length === 0 ? '1 = 0' : `a.id IN (${path.map(() => '?').join(', ')})`;
}

function stateOf(path: readonly Row[]): State {
  if (path.some(({ holds }) => Number(holds) > 0)) return 'suspended';
  return path.some(({ activated_at }) => activated_at === null) ? 'not_activated' : 'activated';
}

function listed(row: Row, state: State): ListedOrganization {
  return {
    id: String(row.id),
    name: String(row.name),
    subDomain: String(row.sub_domain),
    state,
    createdAt: Number(row.created_at),
    usage: row.managed_count === null ? null : usageOf(row),
  };
}

function member(row: Row): PathMember {
  return {
    id: String(row.id),
    name: String(row.name),
    subDomain: String(row.sub_domain),
    depth: Number(row.depth),
    activatedAt: row.activated_at === null ? null : Number(row.activated_at),
  };
}

function hold(row: Row): PlacedHold {
  return {
    organizationId: String(row.organization_id),
    name: String(row.name),
    subDomain: String(row.sub_domain),
    depth: Number(row.depth),
    source: row.source as HoldSource,
    placedBy: row.placed_by_organization_id === '' ? null : String(row.placed_by_organization_id),
    reason: row.reason === null ? null : String(row.reason),
    since: Number(row.since),
    by: String(row.by),
  };
}
