import type { OperationDoc } from '../../http/docs/operation.js';
import { closed } from '../../http/validation/fields/schemas.js';
import { annotationsSchema, organizationExample, organizationSchema } from '../organization.openapi.js';

const schema = closed({ organization: organizationSchema });
const headers = { ETag: 'Names the state that is shown, for `If-Match`: it changes with every change.' };

export const CREATE_ORGANIZATION: OperationDoc = {
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
    schema,
    example: { organization: { ...organizationExample, managed: false } },
  },
};

export const UPDATE_ORGANIZATION: OperationDoc = {
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
    schema,
    example: { organization: { ...organizationExample, name: 'Acme Cloud', billing_name: 'Acme Ltd' } },
  },
  headers,
};

export const GET_ANNOTATIONS: OperationDoc = {
  summary: 'Get annotations',
  description: 'What is noted about an organization, a root or a managed one.',
  answer: {
    description: 'The annotations, in the order they were given in.',
    schema: closed({ annotations: annotationsSchema }),
    example: { annotations: [{ key: 'plan', value: 'gold' }] },
  },
  headers,
};

export const REPLACE_ANNOTATIONS: OperationDoc = {
  summary: 'Replace annotations',
  description:
    'Puts these annotations in the place of all that there are; an empty list removes them. At most 50, with keys of 1 to 100 characters, each once, and values of at most 1000 characters or null. Send the `ETag` you have read as `If-Match`, and no other caller’s change is lost.',
  request: { annotations: [{ key: 'plan', value: 'gold' }, { key: 'trial' }] },
  answer: {
    description: 'The annotations as this change has left them.',
    schema: closed({ annotations: annotationsSchema }),
    example: {
      annotations: [
        { key: 'plan', value: 'gold' },
        { key: 'trial', value: null },
      ],
    },
  },
  headers,
};
