import { canonicalEmail } from '../common/email.js';
import { IdText, OneOf, Text } from '../http/arguments/text.js';
import type { NamesOrganization } from '../organization/organization.guard.js';
import type { OrganizationLookup } from '../organization/organization.js';

/** The arguments of `POST /organization/{organizationId}/user` (api-v2.md §3.1). */
export class AddOrganizationUserDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @Text({ min: 1, max: 254, accepts: (text) => canonicalEmail(text) !== undefined })
  username: string;

  @OneOf(['admin', 'member'])
  role: 'admin' | 'member';

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }
}
