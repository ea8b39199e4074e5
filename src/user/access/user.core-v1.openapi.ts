import type { OperationDoc } from '../../http/docs/operation.js';
import { CurrentUserAnswer, PeerPage } from './user.core-v1.response.js';

export const LIST_USERS_WITH_ACCESS: OperationDoc<PeerPage> = {
  operationId: 'listUsersWithAccess',
  summary: 'List organization users',
  description: `The users who may enter the organization, by id, in pages: those who are \`admin\`, \`serviceUser\` or \`member\` of it or of an organization above it, each once. Everybody who may read the organization may read them, so they show little: a name to pick a colleague by.

The organization is named by \`organization[id]\` or \`organization[sub_domain]\` in query or body, or else by its id in the path.`,
  answer: {
    description: 'A page of users, each wrapped in `user`.',
    type: PeerPage,
  },
};

export const GET_CURRENT_USER: OperationDoc<CurrentUserAnswer> = {
  operationId: 'getCurrentUser',
  summary: 'Get current user details',
  description:
    "The user whose token it is, and the organizations in which the user is `admin`, `serviceUser` or `member`, those whose role the user has accepted first, then by id: those of \"List organizations\". Of more than 1000 the first are shown, and that list goes on from `next_cursor`, sent as `cursor`. It is answered whatever the state of those organizations. An organization's or an operator's token is no user's.",
  headers: { ETag: 'Names what is shown: it changes when a member does.' },
  answer: {
    description: 'The user, those organizations, and the id of the token.',
    type: CurrentUserAnswer,
  },
};
