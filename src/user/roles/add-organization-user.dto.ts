import { EMAIL, IdText, EnumField, StringField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';

/** The arguments of `POST /organization/{organizationId}/user` (api-v2.md §3.1). */
export class AddOrganizationUserDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @StringField(EMAIL)
  username: string;

  @EnumField(['admin', 'member'])
  role: 'admin' | 'member';

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}
