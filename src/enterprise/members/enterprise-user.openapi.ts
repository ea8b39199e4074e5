import type { OperationDoc } from '../../http/docs/operation.js';
import { EnterpriseMembershipPage, EnterpriseRoleAnswer, EnterpriseUsersResponse } from './enterprise-user.response.js';
import { NothingResponse } from '../../http/docs/nothing.response.js';
import { UserIdAnswer } from '../../user/roles/user.response.js';

const OTHER_ID = '6854341f9b1b4a0d8f0e2c7a5d3b9e10';
const LAST_ADMIN =
  'An enterprise never loses its last admin, however many calls race: that is 409 `LastAdmin`, and changes nothing.';
const WALLETS = 'There are no wallets here: `wallet.create` is taken and means `member`.';

export const ADD_ENTERPRISE_USERS: OperationDoc<NothingResponse> = {
  operationId: 'addEnterpriseUsers',
  summary: 'Add users to enterprise',
  description: `Gives the users of one email (\`username\`) or of several (\`usernames\`, at most 100) a role in the enterprise: of several permissions the one that allows most, \`member\` without any. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing.

With \`invite\` unknown emails become users. Without it they must belong to users whom the organization can see; otherwise no user is added. ${WALLETS}`,
  request: { username: 'ada@example.com', permission: ['auditor'], invite: true },
  answer: { description: 'They all have a role.', type: NothingResponse },
};

export const CHANGE_ENTERPRISE_USER: OperationDoc<EnterpriseRoleAnswer> = {
  operationId: 'changeEnterpriseUser',
  summary: 'Change role of enterprise user',
  description: `Gives another role to a user of the enterprise. Giving the present role again changes nothing. ${LAST_ADMIN} ${WALLETS}`,
  request: { userId: OTHER_ID, role: 'auditor' },
  answer: {
    description: 'The user and the role.',
    type: EnterpriseRoleAnswer,
  },
};

export const REMOVE_ENTERPRISE_USER: OperationDoc<NothingResponse> = {
  operationId: 'removeEnterpriseUser',
  summary: 'Remove user from enterprise',
  description: `Removes the role in the enterprise from the user of an email. Of a user who has none but is visible to the organization it changes nothing; any other is not found. A user takes away their own role whatever it is, also while the enterprise is frozen or its organization suspended. ${LAST_ADMIN}`,
  request: { username: 'ada@example.com' },
  answer: { description: 'The user has no role there.', type: NothingResponse },
};

export const LIST_ENTERPRISE_USERS: OperationDoc<EnterpriseUsersResponse> = {
  operationId: 'listEnterpriseUsers',
  summary: 'List users of enterprise',
  description:
    'Who has a role in the enterprise, admins apart, by user id. Where there are more than 1000, or than `limit`, the list is cut and `incomplete`: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end. `count` is how many there are in all; it is given with the first part.',
  answer: {
    description: 'The users.',
    type: EnterpriseUsersResponse,
  },
};

export const ADD_EXISTING_USER: OperationDoc<UserIdAnswer> = {
  operationId: 'addEnterpriseUserOfOrganization',
  summary: 'Add existing user to enterprise of organization',
  description: `Gives a user whom the organization can see a role in one of its own enterprises: of several permissions the one that allows most, \`member\` without any. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing and answers the same. ${WALLETS}`,
  request: { email: 'ada@example.com', permissions: ['auditor'] },
  answer: { description: "The user's id.", type: UserIdAnswer },
};

export const LIST_ENTERPRISES_OF_USER: OperationDoc<EnterpriseMembershipPage> = {
  operationId: 'listEnterprisesOfUser',
  summary: 'List enterprises of user',
  description: `The enterprises in which a user has a role, by organization and then oldest first, by pages: those that the token may look at. Of the user's own, those in organizations that are suspended or not activated are left out. Behind a \`prevId\` of which the caller cannot have been shown anything the list is empty, as behind one that is nowhere. "Get user" describes which users are visible to a token.`,
  answer: {
    description: 'A page of enterprises.',
    type: EnterpriseMembershipPage,
  },
};
