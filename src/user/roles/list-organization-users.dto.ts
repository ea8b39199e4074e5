import { Optional } from '../../http/validation/fields/check.js';
import { IntegerField } from '../../http/validation/fields/scalars.js';
import { IdText, EnumField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../organization-role.js';
import type { CursorQuery } from './user-role-list.service.js';

const DEFAULT_LIMIT = 25;

/** The arguments of `GET /organization/{organizationId}/user`: an extension, paged as all lists (api-v2.md §5). */
export class ListOrganizationUsersDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @Optional({ nullIsAbsent: false })
  @EnumField(ORGANIZATION_ROLES)
  role?: OrganizationRole;

  @Optional({ nullIsAbsent: false })
  @IntegerField({ min: 1, max: 500, otherwise: DEFAULT_LIMIT })
  limit?: number;

  @Optional({ nullIsAbsent: false })
  @IdText()
  prevId?: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toQuery(): CursorQuery & { readonly role?: OrganizationRole } {
    return {
      limit: this.limit ?? DEFAULT_LIMIT,
      ...(this.prevId !== undefined && { afterId: this.prevId }),
      ...(this.role !== undefined && { role: this.role }),
    };
  }
}
