import { Optional } from '../../http/validation/fields/check.js';
import { EMAIL, IdText, StringField } from '../../http/validation/fields/text.js';
import { OneOrSomeOf } from '../../http/validation/fields/words.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { highestOf, type Permission, PERMISSIONS } from '../enterprise-role.js';
import type { Addition } from './enterprise-users.service.js';

/** The arguments of `POST /organization/{organizationId}/enterprise/{enterpriseId}/user` (api-v2.md §3.1). */
export class AddExistingUserDto implements NamesOrganization {
  @IdText({ of: 'organization' })
  organizationId: string;

  @IdText({ of: 'enterprise' })
  enterpriseId: string;

  @StringField(EMAIL)
  email: string;

  @Optional({ nullIsAbsent: false })
  @OneOrSomeOf(PERMISSIONS)
  permissions?: Permission[];

  organizationLookup(): OrganizationLookup {
    return { id: this.organizationId };
  }

  toInput(): Addition {
    return { emails: [this.email], role: highestOf(this.permissions ?? []), invite: false };
  }
}
