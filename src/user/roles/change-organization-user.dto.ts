import { IdText, EnumField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { ORGANIZATION_ROLES, type OrganizationRole } from '../organization-role.js';

/** The arguments of `PUT /organization/{organizationId}/user`, which stand in the query (api-v2.md §3.1). */
export class ChangeOrganizationUserDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @IdText()
  userId: string;

  @EnumField(ORGANIZATION_ROLES)
  role: OrganizationRole;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}
