import { ArgumentSet } from '../../http/validation/argument-set.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { Satisfies } from '../../http/validation/fields/custom-checks.js';
import { ApiArgument, ApiDescription } from '../../http/validation/argument-metadata.js';
import { BooleanField, IntegerField } from '../../http/validation/fields/scalars.js';
import { LookupField, NestedField } from '../../http/validation/fields/nested.js';
import type { NamesOrganization } from '../organization.guard.js';
import type { OrganizationLookup } from '../organization.js';
import { MAX_MANAGED_ORGANIZATIONS } from '../organization.rules.js';
import { OrganizationArgumentDto, OrganizationLookupDto } from '../organization.dto.js';

/** The arguments of `GET /organizations/:organization/policy` (core-v1.md §1, row 8). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/PolicyEndpoint/BaseArgumentSet')
export class GetPolicyDto extends OrganizationArgumentDto {}

/** The arguments of `GET /organizations/:organization/policy_limits` (core-v1.md §1, row 9). */
@ArgumentSet('CoreAPI/Endpoints/Organizations/PolicyLimitsEndpoint/BaseArgumentSet')
export class GetPolicyLimitsDto extends OrganizationArgumentDto {}

/** A number, or no limit: exactly one of the two, in the form in which it is answered (core-v1.md §4.5). */
@ArgumentSet('CoreAPI/ArgumentSets/IntegerOrUnlimited')
export class IntegerOrUnlimitedDto {
  @ApiArgument({ description: 'The limit, where there is one' })
  @Optional({ nullable: true })
  @IntegerField({ min: 0, max: MAX_MANAGED_ORGANIZATIONS })
  value?: number | null;

  @ApiArgument({ description: 'Whether there is none: `value` is then left out' })
  @Optional({ nullable: true })
  @BooleanField()
  unlimited?: boolean | null;
}

@ArgumentSet('CoreAPI/ArgumentSets/OrganizationPolicy')
export class OrganizationPolicyDto {
  @ApiArgument({ description: 'How many managed organizations the tree may hold: a value, or unlimited' })
  @Satisfies('ambiguous_lookup_values', (limit) => givenIn(limit).length <= 1)
  @Satisfies('missing_lookup_value', (limit) => givenIn(limit).length > 0)
  @NestedField(() => IntegerOrUnlimitedDto)
  maximum_managed_organizations: IntegerOrUnlimitedDto;
}

/** The arguments of `PUT /organizations/:organization/policy_limits`: what `GET` answers, back again. */
@ArgumentSet('CoreAPI/Endpoints/Organizations/SetPolicyLimitsEndpoint/BaseArgumentSet')
export class SetPolicyLimitsDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiDescription('The limits in the form in which they are answered')
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

/** `unlimited: false` sets no limit by itself; a value of the wrong type is left to its own check. */
function givenIn(limit: unknown): unknown[] {
  const { value, unlimited } = limit as { value?: unknown; unlimited?: unknown };
  return [value, unlimited === false ? undefined : unlimited].filter((each) => each !== undefined && each !== null);
}
