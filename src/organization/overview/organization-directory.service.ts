import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { type Usage, usageOf } from '../limits/organization-limit.service.js';
import { usageOfTree } from '../limits/organization-usage.queries.js';
import {
  type DirectoryRow,
  holdsOnPath,
  organizationDirectory,
  type PathHoldRow,
  type PathMemberRow,
  pathMembers,
} from '../listing/organization-list.queries.js';
import type { Organization } from '../organization.js';
import type { HoldSource } from '../organization.rules.js';

/** Whether the organization's tokens are accepted: a hold on its path, an organization on it not activated, or neither. */
export type State = 'suspended' | 'not_activated' | 'activated';

/** A page of the organizations directly below another, or of the roots. */
export interface OrganizationQuery {
  /** Those directly below this one; absent for the roots. */
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

/** One reason why an organization and everything below it is suspended. */
export interface PlacedHold {
  /** The organization itself or one above it. */
  readonly organizationId: string;
  readonly name: string;
  readonly subDomain: string;
  readonly depth: number;
  readonly source: HoldSource;
  /** The organization that placed it; null for the operator. */
  readonly placedBy: string | null;
  readonly reason: string | null;
  readonly since: number;
  /** The one who placed it, as the audit log names them. */
  readonly by: string;
}

/** The state of an organization, and why it is in that state. */
export interface OrganizationOverview {
  readonly state: State;
  readonly path: readonly PathMember[];
  /** Every hold on the path, root first. */
  readonly holds: readonly PlacedHold[];
  /** Of the whole tree. */
  readonly usage: Usage;
}

/** A path has at most eight levels, and each of them few who may place a hold. */
const MAX_HOLDS = 200;

/** Shows organizations to the operator. It checks no permission. */
@Injectable()
export class OrganizationDirectoryService {
  constructor(private readonly database: Database) {}

  /** One page, oldest first, and whether another follows. */
  async list(
    ctx: CallContext,
    { parent, limit, afterId = '' }: OrganizationQuery,
  ): Promise<{ organizations: ListedOrganization[]; more: boolean }> {
    const part = { afterId, rows: limit + 1 };
    const [path, rows] = await this.database.read(ctx, (reader) =>
      reader.read(pathMembers(parent?.path ?? []), organizationDirectory(parent?.id ?? null, part)),
    );
    const organizations = rows.map((row) => listed(row, stateOf([...path, row])));
    return { organizations: organizations.slice(0, limit), more: organizations.length > limit };
  }

  /** The path of an organization with every hold on it, and what its tree uses of its limit; one trip. */
  async overview(ctx: CallContext, organization: Organization): Promise<OrganizationOverview> {
    const [path, holds, [usage]] = await this.database.read(ctx, (reader) =>
      reader.read(
        pathMembers(organization.path),
        holdsOnPath(organization.path, MAX_HOLDS),
        usageOfTree(organization.path[0]!),
      ),
    );
    return { state: stateOf(path), path: path.map(member), holds: holds.map(hold), usage: usageOf(usage) };
  }
}

function stateOf(path: readonly PathMemberRow[]): State {
  if (path.some(({ holds }) => holds > 0)) return 'suspended';
  return path.some(({ activated_at }) => activated_at === null) ? 'not_activated' : 'activated';
}

function listed(row: DirectoryRow, state: State): ListedOrganization {
  const { managed_count: managedCount, managed_limit: managedLimit } = row;
  return {
    id: row.id,
    name: row.name,
    subDomain: row.sub_domain,
    state,
    createdAt: row.created_at,
    usage: managedCount === null ? null : { managedCount, managedLimit },
  };
}

function member(row: PathMemberRow): PathMember {
  return { id: row.id, name: row.name, subDomain: row.sub_domain, depth: row.depth, activatedAt: row.activated_at };
}

function hold(row: PathHoldRow): PlacedHold {
  return {
    organizationId: row.organization_id,
    name: row.name,
    subDomain: row.sub_domain,
    depth: row.depth,
    source: row.source,
    placedBy: row.placed_by_organization_id === '' ? null : row.placed_by_organization_id,
    reason: row.reason,
    since: row.since,
    by: row.by,
  };
}
