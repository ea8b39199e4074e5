import { ArgumentSet } from '../http/arguments/argument-set.js';
import { Optional } from '../http/arguments/check.js';
import { Says } from '../http/arguments/described.js';
import { Lookup } from '../http/arguments/shapes.js';
import { OneOf } from '../http/arguments/text.js';
import type { NamesOrganization } from './organization.guard.js';
import type { OrganizationLookup } from './organization.js';
import { OrganizationLookupDto } from './organization-lookup.dto.js';
import { HOLD_SOURCES, type HoldSource } from './organization.rules.js';

/** The arguments of `DELETE /organizations/:organization/holds`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/LiftHoldEndpoint/BaseArgumentSet')
export class LiftHoldDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Says('On whose behalf the hold was placed that is to be lifted')
  @Optional({ nullIsAbsent: true })
  @OneOf(HOLD_SOURCES)
  source?: HoldSource | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
