import type { OperationDoc } from '../../http/docs/operation.js';
import { OrganizationAnswer } from '../organization.response.js';

export const CREATE_ORGANIZATION: OperationDoc<OrganizationAnswer> = {
  operationId: 'createOrganization',
  summary: 'Create organization',
  description: `Creates the root of a tree; the operator alone may. It begins not activated, and its tokens are refused, unless \`activated\` is true.

\`currency\` is the installation's own where it is left out. \`country_state\` must be a state of the \`country\` beside it. \`maximum_managed_organizations\` is the limit that the whole tree shares; left out, or null, it is unlimited. \`sub_domain\` is one DNS label, unique over all organizations there ever were.`,
  request: {
    name: 'My Platform',
    sub_domain: 'my-platform',
    currency: { iso_code: 'GBP' },
    country: { iso_code2: 'GB' },
    activated: true,
    maximum_managed_organizations: 500,
  },
  answer: {
    description: 'The new organization.',
    type: OrganizationAnswer,
  },
};
