import type { Organization } from '../../organization/organization.js';
import type { CallerOrganization, CallerOrganizationPage } from './caller-organizations.service.js';
import { ORGANIZATION_BUSINESS_MODEL, DEFAULT_ACCOUNT_TYPE } from '../enterprise-constants.js';
import type {
  CallerOrganizationAnswer,
  CallerOrganizationItemResponse,
  CallerOrganizationListResponse,
} from './organization.response.js';

/** The list of the caller's organizations; it has a cursor only if more follows. */
export function presentCallerOrganizations({
  organizations,
  more,
}: CallerOrganizationPage): CallerOrganizationListResponse {
  const shown = organizations.map(presentListed);
  return { organizations: shown, ...(more && { nextBatchPrevId: shown.at(-1)!.id }) };
}

/** One organization of the list of the caller's (api-v2.md §3.1): exactly the five required members. */
function presentListed({ id, name, enterpriseCount, role }: CallerOrganization): CallerOrganizationItemResponse {
  return { id, name, enterpriseCount, role, businessModel: ORGANIZATION_BUSINESS_MODEL };
}

/** An organization in api-v2, with the members that this service keeps (api-v2.md §3.1). */
export function presentCallerOrganization({
  id,
  name,
  enterpriseNameSuffix,
  defaultAccountType,
}: Organization): CallerOrganizationAnswer {
  return {
    organization: {
      id,
      name,
      ...(enterpriseNameSuffix !== null && { enterpriseNameSuffix }),
      defaultEnterpriseValues: { accountType: defaultAccountType ?? DEFAULT_ACCOUNT_TYPE },
      businessModel: ORGANIZATION_BUSINESS_MODEL,
    },
  };
}
