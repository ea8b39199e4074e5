import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { ApiDescription } from '../../http/validation/argument-metadata.js';
import { LookupField } from '../../http/validation/fields/nested.js';
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
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiDescription('On whose behalf the organization is held')
  @Optional({ nullable: true })
  @EnumField(HOLD_SOURCES)
  source?: HoldSource | null;

  @ApiDescription('Why the organization is held')
  @StringField({ domain: line(HOLD_REASON) })
  reason: string;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}

/** The arguments of `DELETE /organizations/:organization/holds`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/LiftHoldEndpoint/BaseArgumentSet')
export class LiftHoldDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiDescription('On whose behalf the hold was placed that is to be lifted')
  @Optional({ nullable: true })
  @EnumField(HOLD_SOURCES)
  source?: HoldSource | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }
}

/** The arguments of `GET /organizations/:organization/effective_status`. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/EffectiveStatusEndpoint/BaseArgumentSet')
export class GetEffectiveStatusDto extends OrganizationArgumentDto {}
