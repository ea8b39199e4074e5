import type { ManagedOrganization } from './managed-organization-list.service.js';
import { unixSeconds } from './organization.presenter.js';
import type { VisibleOrganization } from './visible-organizations.service.js';

/** One organization of `GET /organizations` (core-v1.md §4.3, #1). */
export function presentVisible(organization: VisibleOrganization) {
  return {
    id: organization.id,
    name: organization.name,
    sub_domain: organization.subDomain,
    infrastructure_domain: organization.infrastructureDomain,
    created_at: unixSeconds(organization.createdAt),
    activated_at: organization.activatedAt === null ? null : unixSeconds(organization.activatedAt),
    suspended: organization.suspended,
    managed: organization.managed,
  };
}

/** One organization of `GET /organizations/:organization/managed` (core-v1.md §4.3, #3). */
export function presentManaged(organization: ManagedOrganization) {
  return {
    id: organization.id,
    name: organization.name,
    sub_domain: organization.subDomain,
    infrastructure_domain: organization.infrastructureDomain,
    created_at: unixSeconds(organization.createdAt),
    managed: organization.managed,
  };
}
