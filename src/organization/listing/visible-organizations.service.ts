import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Row, Statement } from '../../database/statement.js';
import { acceptedFirst } from './accepted-first.js';
import type { Organization } from '../organization.js';
import { READERS } from '../path/organization-path.js';
import { LEVELS } from '../path/path-levels.js';
import { OrganizationService } from '../organization.service.js';
import { OrganizationSettings } from '../organization.settings.js';

/** As much of an organization as the list of a token's organizations shows; times in milliseconds since 1970. */
export interface VisibleOrganization extends Pick<
  Organization,
  'id' | 'name' | 'subDomain' | 'createdAt' | 'activatedAt' | 'suspended' | 'managed'
> {
  readonly infrastructureDomain: string;
}

/** As many as are shown at a time. The published list has no pages, so few lists are ever cut. */
export const MOST_VISIBLE = 1_000;

/** A part of the list, and whether there is more behind its last one. */
export interface VisiblePart {
  readonly organizations: VisibleOrganization[];
  readonly more: boolean;
}

const COLUMNS = 'o.id, o.name, o.sub_domain, o.created_at, o.activated_at, o.managed';

/** Which organizations a token is about: its own, and what one would look at next (core-v1.md §1, row 1). */
@Injectable()
export class VisibleOrganizationsService {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly settings: OrganizationSettings,
  ) {}

  /**
   * At most `MOST_VISIBLE` organizations, of those behind the last one of the part before. For an organization's token its own, ahead of all others because clients take
   * the first as the parent of what they create, then the living ones directly below it, oldest first; for a user's
   * those in which he has a role with access, by id, and where the list is whole accepted roles first; for the operator the roots, oldest first.
   *
   * It is answered whatever the state of the token's own organization: while that is suspended or not activated, it is
   * shown alone.
   * @throws DomainError organization_not_found when the token's own organization, or one above it, is deleted
   */
  async of(ctx: CallContext, afterId?: string): Promise<VisiblePart> {
    const { actor } = ctx;
    if (actor.kind === 'organization') return this.ofOrganization(ctx, actor.organizationId, afterId);
    const behind = afterId ?? '';
    const step = actor.kind === 'user' ? ofUser(actor.userId, behind) : livingUnder(null, behind);
    return this.part(ctx, step, { afterId });
  }

  private async ofOrganization(ctx: CallContext, id: string, afterId?: string): Promise<VisiblePart> {
    const { organization, path } = await this.organizations.view(ctx, { id }, 'viewStatus');
    const infrastructureDomain = this.settings.infrastructureDomainOf(organization.subDomain);
    const own = afterId === undefined ? [{ ...organization, infrastructureDomain }] : [];
    if (path.some(({ holds, activated }) => holds > 0 || !activated)) return { organizations: own, more: false };
    return this.part(ctx, livingUnder(id, afterId ?? ''), { afterId, ahead: own });
  }

  private async part(
    ctx: CallContext,
    step: Statement,
    { afterId, ahead = [] }: { afterId: string | undefined; ahead?: readonly VisibleOrganization[] },
  ): Promise<VisiblePart> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(step));
    const isWhole = afterId === undefined && rows!.length <= MOST_VISIBLE;
    const ordered = ctx.actor.kind === 'user' ? acceptedFirst(rows!, isWhole) : rows!;
    const organizations = [...ahead, ...ordered.map((row) => this.visible(row))];
    return { organizations: organizations.slice(0, MOST_VISIBLE), more: organizations.length > MOST_VISIBLE };
  }

  private visible(row: Row): VisibleOrganization {
    const subDomain = String(row.sub_domain);
    return {
      id: String(row.id),
      name: String(row.name),
      subDomain,
      infrastructureDomain: this.settings.infrastructureDomainOf(subDomain),
      createdAt: Number(row.created_at),
      activatedAt: row.activated_at === null ? null : Number(row.activated_at),
      suspended: Number(row.holds) > 0,
      managed: Number(row.managed) === 1,
    };
  }
}

/** The living organizations directly under one that is not held itself, or the roots: no hold but their own counts. */
function livingUnder(parentId: string | null, afterId: string): Statement {
  return {
    sql: `SELECT ${COLUMNS}, o.holds FROM organizations o FORCE INDEX (ix_organizations_living)
      WHERE o.parent_id ${parentId === null ? 'IS NULL' : '= ?'} AND o.deleted_at IS NULL AND o.id > ?
      ORDER BY o.id LIMIT ${MOST_VISIBLE + 1}`,
    params: parentId === null ? [afterId] : [parentId, afterId],
  };
}

/**
 * The organizations in which a user has a role with access, none of whose path is deleted. LEFT, so that no database
 * begins with all organizations.
 */
function ofUser(userId: string, afterId: string): Statement {
  const holds = LEVELS.map(({ alias }) => `COALESCE(${alias}.holds, 0)`).join(' + ');
  const deletions = LEVELS.map(({ alias }) => `${alias}.deleted_at`).join(', ');
  const roles = [...READERS];
  return {
    sql: `SELECT ${COLUMNS}, ${holds} AS holds, m.accepted
      FROM organization_users m FORCE INDEX (ix_organization_users_user)
      LEFT JOIN organizations o ON o.id = m.organization_id
      ${LEVELS.map(({ join }) => join).join('\n      ')}
      WHERE m.user_id = ? AND m.organization_id > ? AND m.role IN (${roles.map(() => '?').join(', ')})
        AND COALESCE(${deletions}) IS NULL
      ORDER BY m.organization_id LIMIT ${MOST_VISIBLE + 1}`,
    params: [userId, afterId, ...roles],
  };
}
