import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { Lookup } from '../../http/validation/fields/shapes.js';
import { line, EnumField, StringField } from '../../http/validation/fields/text.js';
import { OrganizationArgumentDto, OrganizationLookupDto } from '../organization.dto.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { HOLD_REASON, HOLD_SOURCES, type HoldSource } from '../organization.rules.js';

/** The arguments of `POST /organizations/:organization/activate`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/ActivateEndpoint/BaseArgumentSet')
export class ActivateOrganizationDto extends OrganizationArgumentDto {}

/** The arguments of `POST /organizations/:organization/holds`. The domain decides what a reason may be. */
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

/** The arguments of `GET /organizations/:organization/effective_status`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/EffectiveStatusEndpoint/BaseArgumentSet')
export class GetEffectiveStatusDto extends OrganizationArgumentDto {}
