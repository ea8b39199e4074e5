import type { OperationDoc } from '../../http/docs/operation.js';
import { UNLIMITED } from './organization-policy.presenter.js';
import { PolicyLimitsAnswer, PolicyResponse } from './organization-policy.response.js';

/** Members of infrastructure have the one value that is true here. */
const INFRASTRUCTURE =
  'The members that are about infrastructure are published and are kept for the clients that expect them: there is none, so their limits are 0 and their features are not permitted.';

export const GET_POLICY: OperationDoc<PolicyResponse> = {
  operationId: 'getPolicy',
  summary: 'Get organization limits and usage',
  description: `What the whole tree of a root may hold, and how much of it there is: \`limits.managed_organizations\` is the number behind \`organization_limit_reached\`. It is the root's; a managed organization has none of its own, and is 400. Where nothing limits the tree, \`limit\` is ${UNLIMITED}, the greatest one there can be, and \`policy_type\` is \`none\`. \`reasons_for_disallowing_resource_creation\` says what would refuse a creation now.

${INFRASTRUCTURE}`,
  headers: { ETag: 'Names the state that is shown.' },
  answer: { description: 'The limits, and what is used of them.', type: PolicyResponse },
};

export const GET_POLICY_LIMITS: OperationDoc<PolicyLimitsAnswer> = {
  operationId: 'getPolicyLimits',
  summary: 'Get organization policy limits',
  description: `The limits of a root as they are set; unlimited is a value of its own. A managed organization has none, and is 400.

${INFRASTRUCTURE}`,
  headers: { ETag: 'Names the limit, for `If-Match`.' },
  answer: { description: 'The limits.', type: PolicyLimitsAnswer },
};

export const SET_POLICY_LIMITS: OperationDoc<PolicyLimitsAnswer> = {
  operationId: 'setPolicyLimits',
  summary: 'Set organization policy limits',
  description:
    'Sets how many managed organizations the whole tree of a root may hold, for the operator alone: `value`, from 0, or `unlimited: true` without a value. What `GET` answers can be sent back; the other members are ignored. A limit below the present number only stops further creations. It is exact from the moment of this answer.',
  headers: { ETag: 'Names the new limit.' },
  request: { policy_limits: { maximum_managed_organizations: { value: 500, unlimited: false } } },
  answer: { description: 'The limits, as they are now.', type: PolicyLimitsAnswer },
};
