import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import { line, EnumField, StringField } from '../../http/validation/fields/text.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';
import { HOLD_REASON, HOLD_SOURCES, type HoldSource } from '../organization.rules.js';

/** The arguments of `POST /organizations/:organization/holds`. What a reason may be is the domain's matter. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/PlaceHoldEndpoint/BaseArgumentSet')
export class PlaceHoldDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Says('On whose behalf the organization is held')
  @Optional({ nullIsAbsent: true })
  @EnumField(HOLD_SOURCES)
  source?: HoldSource | null;

  @Says('Why the organization is held')
  @StringField({ domain: line(HOLD_REASON) })
  reason: string;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}
