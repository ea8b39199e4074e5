import type { Organization } from '../organization/organization.js';
import type { CallerOrganization } from './caller-organizations.service.js';
import { ORGANIZATION_BUSINESS_MODEL } from './enterprise-constants.js';
import { DEFAULT_ACCOUNT_TYPE } from './enterprise.insert.js';

/** One organization of the list of the caller's (api-v2.md §3.1): exactly the five required members. */
export function presentCallerOrganization({ id, name, enterpriseCount, role }: CallerOrganization) {
  return { id, name, enterpriseCount, role, businessModel: ORGANIZATION_BUSINESS_MODEL };
}

/** An organization in api-v2, as far as something is known of its members (api-v2.md §3.1). */
export function presentOrganization({ id, name, enterpriseNameSuffix, defaultAccountType }: Organization) {
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
