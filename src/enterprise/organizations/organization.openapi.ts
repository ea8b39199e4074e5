import type { OperationDoc } from '../../http/docs/operation.js';
import { CallerOrganizationAnswer, CallerOrganizationListResponse } from './organization.response.js';

export const LIST_CALLER_ORGANIZATIONS: OperationDoc<CallerOrganizationListResponse> = {
  operationId: 'listCallerOrganizations',
  summary: "List the caller's organizations",
  description:
    "Oldest first: for a user those in which the user has a role, whatever their state; for an organization's token its own, as admin; for the operator the roots, as admin. `enterpriseCount` is exact and of the organization itself alone; for a customer it counts only the customer's own. It is 0 while the organization, or one above it, is suspended or not activated, unless the user's role is above that. Where there are more than 1000, or than `limit`, the list is cut: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end.",
  answer: {
    description: 'The organizations.',
    type: CallerOrganizationListResponse,
  },
};

export const GET_CALLER_ORGANIZATION: OperationDoc<CallerOrganizationAnswer> = {
  operationId: 'getCallerOrganization',
  summary: 'Get an organization',
  description: 'An organization that the token may read, as far as it concerns enterprises.',
  answer: {
    description: 'The organization.',
    type: CallerOrganizationAnswer,
  },
  headers: { ETag: 'Names the state that is shown.' },
};
