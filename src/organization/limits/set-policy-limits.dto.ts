import { ArgumentSet } from '../../http/validation/argument-set.js';
import { type Fault, Optional } from '../../http/validation/fields/check.js';
import { Says } from '../../http/validation/described.js';
import { BooleanField, IntegerField } from '../../http/validation/fields/scalars.js';
import { Lookup, NestedField } from '../../http/validation/fields/shapes.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { OrganizationLookupDto } from '../organization-lookup.dto.js';

/** As many as the database's integers hold. */
const MAX_LIMIT = 2_147_483_647;

/** A number, or no limit: exactly one of the two, in the form in which it is answered (core-v1.md §4.5). */
@ArgumentSet('CoreAPI/ArgumentSets/IntegerOrUnlimited')
export class IntegerOrUnlimitedDto {
  @Optional({ nullIsAbsent: true })
  @IntegerField({ min: 0, max: MAX_LIMIT })
  value?: number | null;

  @Optional({ nullIsAbsent: true })
  @BooleanField()
  unlimited?: boolean | null;
}

@ArgumentSet('CoreAPI/ArgumentSets/OrganizationPolicy')
export class OrganizationPolicyDto {
  @NestedField(() => IntegerOrUnlimitedDto, saysOne)
  maximum_managed_organizations: IntegerOrUnlimitedDto;
}

/** The arguments of `PUT /organizations/:organization/policy_limits`: what `GET` answers, back again. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/SetPolicyLimitsEndpoint/BaseArgumentSet')
export class SetPolicyLimitsDto implements NamesOrganization {
  @Lookup(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Says('The limits in the form in which they are answered')
  @NestedField(() => OrganizationPolicyDto)
  policy_limits: OrganizationPolicyDto;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  /** Null is unlimited. */
  toLimit(): number | null {
    return this.policy_limits.maximum_managed_organizations.value ?? null;
  }
}

/** `unlimited: false` says nothing by itself; what has the wrong type is left to its own check. */
function saysOne({ value, unlimited }: { value?: unknown; unlimited?: unknown }): Fault[] {
  const said = [value, unlimited === false ? undefined : unlimited].filter(
    (each) => each !== undefined && each !== null,
  );
  if (said.length === 1) return [];
  return [{ rule: said.length === 0 ? 'missing_lookup_value' : 'ambiguous_lookup_values' }];
}
