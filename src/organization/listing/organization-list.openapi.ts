import type { OperationDoc } from '../../http/docs/operation.js';
import { OrganizationListResponse } from './organization-list.response.js';
import { OrganizationAnswer } from '../organization.response.js';

export const LIST_ORGANIZATIONS: OperationDoc<OrganizationListResponse> = {
  operationId: 'listOrganizations',
  summary: 'List organizations',
  description: `The organizations that the token is about. An organization's token gets its own **first**, then those directly under it, oldest first; a user's token gets the organizations in which the user is \`admin\`, \`serviceUser\` or \`member\`, by id, those whose role the user has accepted first where the list is whole; an operator's gets the roots, oldest first.

The list has no pages. Where there are more than 1000, it is cut, and \`next_cursor\` says so: sent as \`cursor\` it gets the part behind. Each organization that was there at the beginning comes once. \`GET /core/v1/organizations/{organization}/managed\` reads what an organization manages in pages.

It is answered while the token's own organization is suspended or not yet activated: that organization is then shown alone, and says so.`,
  answer: {
    description: 'The organizations, at most 1000 at a time.',
    type: OrganizationListResponse,
  },
};

export const GET_ORGANIZATION: OperationDoc<OrganizationAnswer> = {
  operationId: 'getOrganization',
  summary: 'Get organization',
  description:
    'An organization that the token may see. Its own token is refused while it, or an organization above it, is suspended; a token from above a hold still reads it, and sees `suspended: true`.',
  answer: {
    description: 'The organization.',
    type: OrganizationAnswer,
  },
};
