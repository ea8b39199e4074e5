import { IdText } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';

/** The arguments of `DELETE /organization/{organizationId}/user`, which stand in the query (api-v2.md §3.1). */
export class RemoveOrganizationUserDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @IdText()
  userId: string;

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  leaver(): string {
    return this.userId;
  }
}
