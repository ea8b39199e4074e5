import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import type { JsonSchema } from '../../http/validation/argument-metadata.js';
import {
  arraySchema,
  booleanSchema,
  constantSchema,
  enumSchema,
  nullableStringSchema,
  stringSchema,
} from '../../http/validation/fields/schemas.js';
import { CurrencyResponse } from '../../reference/reference.response.js';

const countSchema: JsonSchema<number> = { type: 'integer', minimum: 0 };

/** Infrastructure is published and not kept here: there is none of it, and none can be created. */
@ApiSchema('NoResource')
export class NoResourceResponse {
  @ApiProperty(constantSchema(0)) limit: 0;
  @ApiProperty(constantSchema(0)) current: 0;
  @ApiProperty(constantSchema(null)) unit: null;
}

/** As `NoResourceResponse`, of what is not counted. */
@ApiSchema('NoCapacity')
export class NoCapacityResponse {
  @ApiProperty(constantSchema(0)) limit: 0;
  @ApiProperty(constantSchema(null)) unit: null;
}

/** Nothing is invoiced here. */
@ApiSchema('NoBalance')
export class NoBalanceResponse {
  @ApiProperty(constantSchema(0)) limit: 0;
  @ApiProperty(constantSchema(0)) current: 0;
  @ApiProperty(schemaRef(() => CurrencyResponse)) currency: CurrencyResponse;
}

/** How many there may be, and are. */
@ApiSchema('PolicyLimit')
export class PolicyLimitResponse {
  @ApiProperty({ ...countSchema, examples: [500] }) limit: number;
  @ApiProperty({ ...countSchema, examples: [7] }) current: number;
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) unit: string | null;
}

const noResource = schemaRef(() => NoResourceResponse);
const noCapacity = schemaRef(() => NoCapacityResponse);

/** Every published limit, in the published order. */
@ApiSchema('PolicyLimits')
export class PolicyLimitsResponse {
  @ApiProperty(schemaRef(() => NoBalanceResponse)) uninvoiced_balance: NoBalanceResponse;
  @ApiProperty(noResource) virtual_machines: NoResourceResponse;
  @ApiProperty(noResource) virtual_machine_memory: NoResourceResponse;
  @ApiProperty(schemaRef(() => PolicyLimitResponse)) managed_organizations: PolicyLimitResponse;
  @ApiProperty(noResource) unallocated_ip_addresses: NoResourceResponse;
  @ApiProperty(noResource) disk_space: NoResourceResponse;
  @ApiProperty(noResource) security_groups: NoResourceResponse;
  @ApiProperty(noResource) virtual_networks: NoResourceResponse;
  @ApiProperty(noResource) load_balancers: NoResourceResponse;
  @ApiProperty(noResource) dns_zones: NoResourceResponse;
  @ApiProperty(noResource) certificates: NoResourceResponse;
  @ApiProperty(noResource) file_storage_volumes: NoResourceResponse;
  @ApiProperty(noResource) isos: NoResourceResponse;
  @ApiProperty(noCapacity) disk_iops: NoCapacityResponse;
  @ApiProperty(noCapacity) network_speed: NoCapacityResponse;
}

/** A feature of infrastructure, which is not permitted. */
@ApiSchema('NoFeature')
export class NoFeatureResponse {
  @ApiProperty(constantSchema(false)) permitted: false;
}

const noFeature = schemaRef(() => NoFeatureResponse);

/** Every published feature, in the published order. */
@ApiSchema('PolicyFeatures')
export class PolicyFeaturesResponse {
  @ApiProperty(noFeature) disk_bus_configuration: NoFeatureResponse;
  @ApiProperty(noFeature) zone_selection: NoFeatureResponse;
  @ApiProperty(noFeature) restricted_traffic_types: NoFeatureResponse;
  @ApiProperty(noFeature) suspension: NoFeatureResponse;
  @ApiProperty(noFeature) flexible_virtual_machine_resources: NoFeatureResponse;
}

const POLICY_TYPES = ['auto', 'override', 'none'] as const;

/** The documented policy (core-v1.md §4.5). */
@ApiSchema('Policy')
export class PolicyResponse {
  @ApiProperty({
    ...enumSchema(POLICY_TYPES),
    description: '`override` where the operator has set a limit, `none` where nothing limits it.',
  })
  policy_type: (typeof POLICY_TYPES)[number];

  @ApiProperty({ ...nullableStringSchema, examples: [null] }) policy_name: string | null;
  @ApiProperty(schemaRef(() => PolicyLimitsResponse)) limits: PolicyLimitsResponse;
  @ApiProperty(schemaRef(() => PolicyFeaturesResponse)) features: PolicyFeaturesResponse;
  @ApiProperty({ ...arraySchema(stringSchema), examples: [[]] })
  reasons_for_disallowing_resource_creation: readonly string[];
}

/** The limit of infrastructure, which cannot be raised. */
@ApiSchema('NoMaximum')
export class NoMaximumResponse {
  @ApiProperty(constantSchema(0)) value: 0;
  @ApiProperty(constantSchema(false)) unlimited: false;
}

/** A lower bound that is not set. */
@ApiSchema('NoMinimum')
export class NoMinimumResponse {
  @ApiProperty(constantSchema(null)) value: null;
}

/** A number, or no limit. */
@ApiSchema('Maximum')
export class MaximumResponse {
  @ApiProperty<number | null>({
    type: ['integer', 'null'],
    examples: [500],
    minimum: 0,
    description: 'Null where there is no limit.',
  })
  value: number | null;

  @ApiProperty(booleanSchema) unlimited: boolean;
}

const noMaximum = schemaRef(() => NoMaximumResponse);

/** Every published limit as it is set, in the published order. */
@ApiSchema('OrganizationPolicyLimits')
export class OrganizationPolicyLimitsResponse {
  @ApiProperty(noMaximum) maximum_uninvoiced_balance: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_virtual_machines: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_virtual_machine_memory: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_disk_space: NoMaximumResponse;
  @ApiProperty(schemaRef(() => MaximumResponse)) maximum_managed_organizations: MaximumResponse;
  @ApiProperty(noMaximum) maximum_unallocated_ip_addresses: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_security_groups: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_virtual_networks: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_load_balancers: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_dns_zones: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_certificates: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_file_storage_volumes: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_isos: NoMaximumResponse;
  @ApiProperty(noMaximum) maximum_disk_size: NoMaximumResponse;
  @ApiProperty(schemaRef(() => NoMinimumResponse)) minimum_disk_size: NoMinimumResponse;
  @ApiProperty(constantSchema(false)) flexible_virtual_machine_resources: false;
  @ApiProperty(constantSchema(false)) allow_suspension: false;
  @ApiProperty(constantSchema(false)) allow_restricted_traffic_types: false;
}

@ApiSchema('PolicyLimitsAnswer')
export class PolicyLimitsAnswer {
  @ApiProperty(schemaRef(() => OrganizationPolicyLimitsResponse)) policy_limits: OrganizationPolicyLimitsResponse;
}
