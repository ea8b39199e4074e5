import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { RepeatedEnumField } from '../../http/validation/fields/repeated-enum.js';
import type { CursorQuery } from '../../user/roles/user-role-list.service.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../../user/organization-role.js';
import { CursorLimit, cursorQuery, PrevId } from '../enterprise.dto.js';
import { IdField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';

/** The query of the list of one's organizations (api-v2.md §3.1); `limit` and `prevId` are this service's own. */
export class ListCallerOrganizationsDto {
  @ApiArgument({ description: 'Only organizations in which the caller has one of these roles', example: ['admin'] })
  @Optional({ nullable: false })
  @RepeatedEnumField(ORGANIZATION_ROLES)
  role?: OrganizationRole[];

  @CursorLimit()
  limit?: number;

  @PrevId()
  prevId?: string;

  toQuery(): CursorQuery & { readonly roles?: readonly OrganizationRole[] } {
    return { ...cursorQuery(this), ...(this.role !== undefined && { roles: this.role }) };
  }
}

/** The arguments of getting an organization in api-v2 (api-v2.md §3.1). */
export class GetCallerOrganizationDto implements NamesOrganization {
  @IdField({ of: 'organization' })
  organizationId: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}
