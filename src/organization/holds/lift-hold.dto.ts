import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import { EnumField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';
import { HOLD_SOURCES, type HoldSource } from '../organization.rules.js';

/** The arguments of `DELETE /organizations/:organization/holds`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/LiftHoldEndpoint/BaseArgumentSet')
export class LiftHoldDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Says('On whose behalf the hold was placed that is to be lifted')
  @Optional({ nullIsAbsent: true })
  @EnumField(HOLD_SOURCES)
  source?: HoldSource | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
