import type { OperationDoc } from '../../http/docs/operation.js';
import { CreatedOrganizationAnswer, ManagedOrganizationPage } from './managed-organization.response.js';

export const CREATE_MANAGED_ORGANIZATION: OperationDoc<CreatedOrganizationAnswer> = {
  operationId: 'createManagedOrganization',
  summary: 'Create managed organization',
  description: `Creates a managed organization within an existing one: activated at birth, with its parent's currency and country.

The parent is named by \`organization\` in the body or query, by its id or its sub-domain; only where neither names it the path's segment counts, as an id. \`sub_domain\` is one DNS label, unique over all organizations there ever were. The limit of the root's tree is exact, however many calls race for its last place.`,
  request: { name: 'Acme', sub_domain: 'acme', annotations: [{ key: 'plan', value: 'gold' }] },
  answer: {
    description: 'The new organization, and its annotations beside it.',
    type: CreatedOrganizationAnswer,
  },
};

export const LIST_MANAGED_ORGANIZATIONS: OperationDoc<ManagedOrganizationPage> = {
  operationId: 'listManagedOrganizations',
  summary: 'List managed organizations',
  description: `The organizations directly under another, oldest first, by pages. New ones come last: who reads on until a page is empty meets each that was there at the beginning, and once. Where one is deleted meanwhile, those behind it move up by one place.

\`annotations\` asks for those that have **every** one of these pairs, at most 50 of them. Key and value are compared exactly; a key without a value means an annotation whose value is null, and not any value. In a query, write \`annotations[][key]=env&annotations[][value]=prod\` for each pair; all the keys ahead of all the values, as a sorted query has them, is read as pairs too where there are as many of both.

The organization is named by \`organization[id]\` or \`organization[sub_domain]\` in query or body, or else by its id in the path.`,
  answer: {
    description: 'A page of managed organizations.',
    type: ManagedOrganizationPage,
  },
};
