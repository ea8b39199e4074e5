import type { OperationDoc } from '../../http/docs/operation.js';
import { OrganizationAnswer } from '../organization.response.js';

const headers = { ETag: 'Names the state that is shown, for `If-Match`: it changes with every change.' };

export const UPDATE_ORGANIZATION: OperationDoc<OrganizationAnswer> = {
  operationId: 'updateOrganization',
  summary: 'Update organization',
  description: `Changes what an organization is called and where it is billed. What is left out, or null, stays as it is; a text that is empty, or looks so, clears what can be empty. A change to what is there already changes nothing, the \`ETag\` neither.

A \`sub_domain\` that is given up is never issued to another organization; its own may take it back. An organization gives up a limited number in 30 days, 3 unless this installation says otherwise; the operator is not bound. \`country_state\` must be a state of the organization's country, the new one where it changes; with a new country the old one's state is gone.`,
  request: {
    name: 'Acme Cloud',
    billing_name: 'Acme Ltd',
    address1: '1 High Street',
    address2: '',
    postcode: 'ZZ9 1LS',
    country: { iso_code2: 'GB' },
  },
  answer: {
    description: 'The organization as this change has left it.',
    type: OrganizationAnswer,
  },
  headers,
};
