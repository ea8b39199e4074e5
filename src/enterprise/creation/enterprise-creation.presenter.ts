import type { CreatedEnterprise } from './enterprise-creation.service.js';
import type { CreatedEnterpriseAnswer } from './enterprise-creation.response.js';

/** The 200 of the create-enterprise page: exactly these two members. */
export function presentCreatedEnterprise({ enterpriseId, userId }: CreatedEnterprise): CreatedEnterpriseAnswer {
  return { enterpriseId, userId };
}
