import type { OperationDoc } from '../../http/docs/operation.js';
import {
  objectSchema,
  idSchema as id,
  arraySchema,
  stringSchema,
  booleanSchema,
} from '../../http/validation/fields/schemas.js';
import { cursor, MEMBER_EXAMPLE, memberSchema, pageSchema } from '../../user/roles/user.openapi.js';
import { ENTERPRISE_ROLES } from './enterprise-role.js';

const ID = '59cd72485007a239fb00282ed480da1f';
const OTHER_ID = '6854341f9b1b4a0d8f0e2c7a5d3b9e10';
const member = memberSchema(ENTERPRISE_ROLES);
const role = { ...stringSchema, enum: ENTERPRISE_ROLES };

const LAST_ADMIN =
  'An enterprise never loses its last admin, however many calls race: that is 409 `LastAdmin`, and changes nothing.';
const WALLETS = 'There are no wallets here: `wallet.create` is taken and means `member`.';

export const ADD_ENTERPRISE_USERS: OperationDoc = {
  summary: 'Add users to enterprise',
  description: `Gives the users of one email (\`username\`) or of several (\`usernames\`, at most 100) a role in the enterprise: of several permissions the one that allows most, \`member\` without any. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing.

With \`invite\` unknown emails become users. Without it they must belong to users whom the organization can see; otherwise no user is added. ${WALLETS}`,
  request: { username: 'ada@example.com', permission: ['auditor'], invite: true },
  answer: { description: 'They all have a role.', schema: objectSchema({}), example: {} },
};

export const CHANGE_ENTERPRISE_USER: OperationDoc = {
  summary: 'Change role of enterprise user',
  description: `Gives another role to a user of the enterprise. Giving the present role again changes nothing. ${LAST_ADMIN} ${WALLETS}`,
  request: { userId: OTHER_ID, role: 'auditor' },
  answer: {
    description: 'The user and the role.',
    schema: objectSchema({ userId: id, role }),
    example: { userId: OTHER_ID, role: 'auditor' },
  },
};

export const REMOVE_ENTERPRISE_USER: OperationDoc = {
  summary: 'Remove user from enterprise',
  description: `Removes the role in the enterprise from the user of an email. Of a user who has none but is visible to the organization it changes nothing; any other is not found. A user takes away their own role whatever it is, also while the enterprise is frozen or its organization suspended. ${LAST_ADMIN}`,
  request: { username: 'ada@example.com' },
  answer: { description: 'The user has no role there.', schema: objectSchema({}), example: {} },
};

export const LIST_ENTERPRISE_USERS: OperationDoc = {
  summary: 'List users of enterprise',
  description:
    'Who has a role in the enterprise, admins apart, by user id. Where there are more than 1000, or than `limit`, the list is cut and `incomplete`: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end. `count` is how many there are in all; it is given with the first part.',
  answer: {
    description: 'The users.',
    schema: {
      type: 'object',
      required: ['adminUsers', 'nonAdminUsers', 'incomplete'],
      additionalProperties: false,
      properties: {
        adminUsers: arraySchema(member),
        nonAdminUsers: arraySchema(member),
        count: { type: 'integer', description: 'Given with the first part.' },
        incomplete: booleanSchema,
        ...cursor,
      },
    },
    example: { adminUsers: [MEMBER_EXAMPLE], nonAdminUsers: [], count: 1, incomplete: false },
  },
};

export const ADD_EXISTING_USER: OperationDoc = {
  summary: 'Add existing user to enterprise of organization',
  description: `Gives a user whom the organization can see a role in one of its own enterprises: of several permissions the one that allows most, \`member\` without any. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing and answers the same. ${WALLETS}`,
  request: { email: 'ada@example.com', permissions: ['auditor'] },
  answer: { description: "The user's id.", schema: objectSchema({ userId: id }), example: { userId: OTHER_ID } },
};

export const LIST_ENTERPRISES_OF_USER: OperationDoc = {
  summary: 'List enterprises of user',
  description: `The enterprises in which a user has a role, by organization and then oldest first, by pages: those that the token may look at. Of the user's own, those in organizations that are suspended or not activated are left out. Behind a \`prevId\` of which the caller cannot have been shown anything the list is empty, as behind one that is nowhere. "Get user" describes which users are visible to a token.`,
  answer: {
    description: 'A page of enterprises.',
    schema: pageSchema('enterprises', objectSchema({ id, name: stringSchema, organizationId: id, role })),
    example: {
      enterprises: [{ id: ID, name: 'ada@example.com', organizationId: OTHER_ID, role: 'admin' }],
      nextBatchPrevId: ID,
    },
  },
};
