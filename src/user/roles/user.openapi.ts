import type { OperationDoc } from '../../http/docs/operation.js';
import {
  MemberPage,
  OrganizationMembershipPage,
  OrganizationRoleAnswer,
  UserAnswer,
  UserIdAnswer,
} from './user.response.js';
import { NothingResponse } from '../../http/docs/nothing.response.js';

const OTHER_ID = '6854341f9b1b4a0d8f0e2c7a5d3b9e10';

export const GET_USER: OperationDoc<UserAnswer> = {
  operationId: 'getUser',
  summary: 'Get user',
  description: `The user of an id or an email (percent-encoded, compared in its canonical form), or \`me\` for the user whose token it is.

An operator sees all users. An organization sees those who have a role in it, above it, or in an enterprise in or below it. A user is always visible to themselves, even while their organization is suspended, and sees the users who are visible to the organizations of which they are \`admin\`, \`serviceUser\` or \`member\`, and those who have a role in an enterprise in which they have one, both unless those organizations are suspended. Of two users with more than 1000 enterprises each, the first 1000 are compared. Whom the token may not see is not found.

Names are shown to the operator, to the user, and where the user has accepted a role in the organization that asks or in one above it: the operator gave it, or the user has changed something by it. They are empty otherwise.`,
  headers: { ETag: 'Names what is shown: it changes when a member does.' },
  answer: {
    description: 'The user.',
    type: UserAnswer,
  },
};

export const LIST_ORGANIZATIONS_OF_USER: OperationDoc<OrganizationMembershipPage> = {
  operationId: 'listOrganizationsOfUser',
  summary: 'List organizations of user',
  description: `The organizations in which a user has a role, oldest first, by pages: all of their own, and of another user those that are visible to the token. "Get user" describes which users are visible to a token.`,
  answer: {
    description: 'A page of organizations.',
    type: OrganizationMembershipPage,
  },
};

export const ERASE_USER: OperationDoc<NothingResponse> = {
  operationId: 'eraseUser',
  summary: 'Erase user',
  description: `Erases a user permanently; only for the operator. The user is named by id or email.

Gone are the email in every form, the names, all roles in organizations and enterprises, and the names of the user's tokens, which end immediately. Enterprises that were created for the email stay, named \`erased-<id>\`, without their legal person and without third-party identifiers that were the email; a replay of an enterprise's \`idempotencyKey\` still answers the first ids, unless the key was the email itself. The audit keeps the user's actions, under an id that belongs to no user.

It is possible in any state of the user's organizations and enterprises. The only admin of an enterprise is a conflict, and nothing is erased: make another user an admin, or delete the enterprise, first. With \`force=true\` that user is erased all the same, so that no tenant can prevent it; the enterprise has no admin then, which the audit of its organization says, and its organization gives it a new one. Erasing again, by id, succeeds without effect. The same email later is a new user.

A person with more than about a hundred roles, tokens or enterprises is erased in steps: first tokens and roles end, then the names of enterprises go, and the email and the names of the person last. Where that takes longer than the deadline the answer is 503 with \`Retry-After\`: what was done stays done, and the same call goes on with the rest until it is answered 200. Where the last other admin of an enterprise leaves in the middle of it, it stops with the conflict, and what was taken stays taken.`,
  answer: { description: 'The person is erased.', type: NothingResponse },
};

const UNTYPED = 'The published API gives no type for this answer.';

export const ADD_ORGANIZATION_USER: OperationDoc<UserIdAnswer> = {
  operationId: 'addOrganizationUser',
  summary: 'Add user to organization',
  description: `Gives the user of an email a role in the organization; an unknown email becomes a user. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing. A caller cannot give more than their own role allows: it takes an \`admin\` or a \`serviceUser\` of the organization, or of one above it, and those may do everything there.`,
  request: { username: 'ada@example.com', role: 'member' },
  answer: {
    description: `The user's id. ${UNTYPED}`,
    type: UserIdAnswer,
  },
};

export const CHANGE_ORGANIZATION_USER: OperationDoc<OrganizationRoleAnswer> = {
  operationId: 'changeOrganizationUser',
  summary: 'Change role of organization user',
  description:
    'Gives another role to a user who has one in the organization itself. Giving the present role again changes nothing.',
  request: { userId: OTHER_ID, role: 'admin' },
  answer: {
    description: `The user and the role. ${UNTYPED}`,
    type: OrganizationRoleAnswer,
  },
};

export const REMOVE_ORGANIZATION_USER: OperationDoc<NothingResponse> = {
  operationId: 'removeOrganizationUser',
  summary: 'Remove user from organization',
  description:
    'Removes the role of a user in the organization itself. Roles in other organizations, and in enterprises, stay. Of a user who has none but is visible to the organization it changes nothing; any other is not found. A user takes away their own role whatever it is, in a suspended organization as well.',
  request: { userId: OTHER_ID },
  answer: { description: `The user has no role there. ${UNTYPED}`, type: NothingResponse },
};

export const LIST_ORGANIZATION_USERS: OperationDoc<MemberPage> = {
  operationId: 'listOrganizationUsers',
  summary: 'List users of organization',
  description: `Who has a role in the organization itself, by user id, in pages: all of them, or those with one \`role\`. An extension: the published API shows them in its dashboard alone.`,
  answer: {
    description: 'A page of users.',
    type: MemberPage,
  },
};
