import { presentAnnotations } from '../annotations/organization-annotations.presenter.js';
import { presentOrganization, unixSeconds } from '../organization.presenter.js';
import type { ManagedOrganization } from './managed-organization-list.service.js';
import type { AnnotatedOrganization } from './organization-creation.service.js';
import type { CreatedOrganizationAnswer, ManagedOrganizationResponse } from './managed-organization.response.js';

/** The answer to a creation: the annotations are beside the organization, `[]` without any. */
export function presentCreatedOrganization(created: AnnotatedOrganization): CreatedOrganizationAnswer {
  return {
    organization: presentOrganization(created.organization),
    annotations: presentAnnotations(created.annotations),
  };
}

/** One organization of `GET /organizations/:organization/managed` (core-v1.md §4.3, #3). */
export function presentManaged(organization: ManagedOrganization): ManagedOrganizationResponse {
  return {
    id: organization.id,
    name: organization.name,
    sub_domain: organization.subDomain,
    infrastructure_domain: organization.infrastructureDomain,
    created_at: unixSeconds(organization.createdAt),
    managed: organization.managed,
  };
}
