import { unixSeconds } from '../organization.presenter.js';
import type { VisibleOrganization, VisiblePart } from './visible-organizations.service.js';
import type { ListedOrganizationResponse, OrganizationListResponse } from './organization-list.response.js';

/** The published list; `next_cursor` is ours, and there only where the list was cut. */
export function presentVisiblePart({ organizations, more }: VisiblePart): OrganizationListResponse {
  return { organizations: organizations.map(presentVisible), ...nextCursor(organizations, more) };
}

/** Where the next part begins, in a list that was cut. */
export function nextCursor(organizations: readonly VisibleOrganization[], more: boolean) {
  return more ? { next_cursor: organizations.at(-1)!.id } : {};
}

/** One organization of `GET /organizations` (core-v1.md §4.3, #1). */
function presentVisible(organization: VisibleOrganization): ListedOrganizationResponse {
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
