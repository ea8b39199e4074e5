import type { CreatedEnterprise } from './enterprise-creation.service.js';

/** The 200 of the create-enterprise page: exactly these two members. */
export function presentCreatedEnterprise({ enterpriseId, userId }: CreatedEnterprise) {
  return { enterpriseId, userId };
}
