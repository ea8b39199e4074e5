import { presentCurrency } from '../../reference/reference.presenter.js';
import { MAX_MANAGED_ORGANIZATIONS } from '../organization.rules.js';
import type { Obstacle, OrganizationPolicy } from './organization-policy.service.js';
import type {
  NoCapacityResponse,
  NoFeatureResponse,
  NoMaximumResponse,
  NoResourceResponse,
  PolicyLimitsAnswer,
  PolicyResponse,
} from './organization-policy.response.js';

/**
 * Unlimited in `policy`, where the published `limit` is a number and never null: the greatest limit that can be set.
 * `policy_limits` has a member for it.
 */
export const UNLIMITED = MAX_MANAGED_ORGANIZATIONS;

const REASONS: Readonly<Record<Obstacle, string>> = {
  suspended: 'The organization is suspended',
  not_activated: 'The organization is not activated yet',
  limit_reached: 'The limit of managed organizations is reached',
};

/** Infrastructure is published and not kept here: there is none of it, and none can be created. */
const NONE: NoResourceResponse = { limit: 0, current: 0, unit: null };
const NOTHING: NoCapacityResponse = { limit: 0, unit: null };
const NO_VALUE: NoMaximumResponse = { value: 0, unlimited: false };
const NOT_PERMITTED: NoFeatureResponse = { permitted: false };

/** The documented policy with every published member, in the published order (core-v1.md §4.5). */
export function presentPolicy({ usage, currency, obstacles }: OrganizationPolicy): PolicyResponse {
  return {
    policy_type: usage.managedLimit === null ? 'none' : 'override',
    policy_name: null,
    limits: {
      uninvoiced_balance: { limit: 0, current: 0, currency: presentCurrency(currency) },
      virtual_machines: NONE,
      virtual_machine_memory: NONE,
      managed_organizations: { limit: usage.managedLimit ?? UNLIMITED, current: usage.managedCount, unit: null },
      unallocated_ip_addresses: NONE,
      disk_space: NONE,
      security_groups: NONE,
      virtual_networks: NONE,
      load_balancers: NONE,
      dns_zones: NONE,
      certificates: NONE,
      file_storage_volumes: NONE,
      isos: NONE,
      disk_iops: NOTHING,
      network_speed: NOTHING,
    },
    features: {
      disk_bus_configuration: NOT_PERMITTED,
      zone_selection: NOT_PERMITTED,
      restricted_traffic_types: NOT_PERMITTED,
      suspension: NOT_PERMITTED,
      flexible_virtual_machine_resources: NOT_PERMITTED,
    },
    reasons_for_disallowing_resource_creation: obstacles.map((obstacle) => REASONS[obstacle]),
  };
}

/** The documented limits with every published member, in the published order; null is unlimited (core-v1.md §4.5). */
export function presentPolicyLimits(limit: number | null): PolicyLimitsAnswer {
  return {
    policy_limits: {
      maximum_uninvoiced_balance: NO_VALUE,
      maximum_virtual_machines: NO_VALUE,
      maximum_virtual_machine_memory: NO_VALUE,
      maximum_disk_space: NO_VALUE,
      maximum_managed_organizations: { value: limit, unlimited: limit === null },
      maximum_unallocated_ip_addresses: NO_VALUE,
      maximum_security_groups: NO_VALUE,
      maximum_virtual_networks: NO_VALUE,
      maximum_load_balancers: NO_VALUE,
      maximum_dns_zones: NO_VALUE,
      maximum_certificates: NO_VALUE,
      maximum_file_storage_volumes: NO_VALUE,
      maximum_isos: NO_VALUE,
      maximum_disk_size: NO_VALUE,
      minimum_disk_size: { value: null },
      flexible_virtual_machine_resources: false,
      allow_suspension: false,
      allow_restricted_traffic_types: false,
    },
  };
}
