import type { OperationDoc } from '../../http/docs/operation.js';
import { CreatedEnterpriseAnswer } from './enterprise-creation.response.js';

export const CREATE_ENTERPRISE: OperationDoc<CreatedEnterpriseAnswer> = {
  operationId: 'createEnterprise',
  summary: 'Create an enterprise for an organization',
  description: `Creates an enterprise in the organization, and a user for the email if there is none; that user and \`additionalAdmins\`, who must be visible to the organization, become its admins.

**Idempotent.** The \`idempotencyKey\` is the enterprise's for ever: the same key with the same meaning answers the first ids and writes nothing (\`Idempotent-Replayed: true\`); with another meaning it is a conflict that names the fields, and when its enterprise was deleted it makes no other: that is a conflict too, with the id. An error never binds a key. Twenty copies at once make one enterprise and twenty equal answers.`,
  request: {
    email: 'ada@example.com',
    idempotencyKey: 'order-4711',
    additionalAdmins: [],
    thirdPartyIdentifier: [{ id: 'C-1001', label: 'crm' }],
  },
  answer: {
    description: 'The enterprise and its user, new or as first answered.',
    type: CreatedEnterpriseAnswer,
  },
  headers: { 'Idempotent-Replayed': '`true` where the key was used before and nothing was written.' },
};
