import type { OperationDoc } from '../../http/docs/operation.js';
import {
  objectSchema,
  objectWithCursorSchema,
  idSchema as id,
  arraySchema,
  stringSchema,
} from '../../http/validation/fields/schemas.js';
import { ORGANIZATION_ROLES } from '../../user/organization-role.js';
import { ORGANIZATION_BUSINESS_MODEL } from '../enterprise-constants.js';
import { ACCOUNT_TYPES } from '../enterprise-fingerprint.js';

const ID = '59cd72485007a239fb00282ed480da1f';
const businessModel = { const: ORGANIZATION_BUSINESS_MODEL };

export const LIST_CALLER_ORGANIZATIONS: OperationDoc = {
  summary: "List the caller's organizations",
  description:
    "Oldest first: for a user those in which the user has a role, whatever their state; for an organization's token its own, as admin; for the operator the roots, as admin. `enterpriseCount` is exact and of the organization itself alone; for a customer it counts only the customer's own. It is 0 while the organization, or one above it, is suspended or not activated, unless the user's role is above that. Where there are more than 1000, or than `limit`, the list is cut: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end.",
  answer: {
    description: 'The organizations.',
    schema: objectWithCursorSchema('nextBatchPrevId', {
      organizations: arraySchema(
        objectSchema({
          id,
          name: stringSchema,
          enterpriseCount: { type: 'integer' },
          role: { type: 'string', enum: ORGANIZATION_ROLES },
          businessModel,
        }),
      ),
    }),
    example: {
      organizations: [
        { id: ID, name: 'Acme', enterpriseCount: 3, role: 'admin', businessModel: ORGANIZATION_BUSINESS_MODEL },
      ],
    },
  },
};

export const GET_CALLER_ORGANIZATION: OperationDoc = {
  summary: 'Get an organization',
  description: 'An organization that the token may read, as far as it concerns enterprises.',
  answer: {
    description: 'The organization.',
    schema: objectSchema({
      organization: {
        type: 'object',
        required: ['id', 'name', 'defaultEnterpriseValues', 'businessModel'],
        additionalProperties: false,
        properties: {
          id,
          name: stringSchema,
          enterpriseNameSuffix: {
            ...stringSchema,
            description: 'Appended to the email in the names of new enterprises.',
          },
          defaultEnterpriseValues: objectSchema({ accountType: { type: 'string', enum: ACCOUNT_TYPES } }),
          businessModel,
        },
      },
    }),
    example: {
      organization: {
        ...{ id: ID, name: 'Acme', enterpriseNameSuffix: ' (Acme)' },
        defaultEnterpriseValues: { accountType: 'individual' },
        businessModel: ORGANIZATION_BUSINESS_MODEL,
      },
    },
  },
  headers: { ETag: 'Names the state that is shown.' },
};
