import { newId } from '../../../src/common/ids.js';
import type { Endpoint } from './every-endpoint.js';
import { anEmail } from '../scenes/factories.js';
import {
  addExisting,
  addMember,
  addUser,
  changeMember,
  changeUser,
  erase,
  removeMember,
  removeUser,
} from '../scenes/roles.js';

const UNKNOWN_ID = '0'.repeat(32);

/**
 * Users and their roles. What does not exist is looked for and not found: that queries the database as much as what is
 * there.
 */
export const USER_ENDPOINTS: readonly Endpoint[] = [
  {
    name: 'get user by email',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/user/${encodeURIComponent(anEmail())}`, token }),
  },
  {
    name: 'list enterprises of user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/user/${UNKNOWN_ID}/enterprise`, token }),
  },
  {
    name: 'list organizations of user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/user/${UNKNOWN_ID}/organization`, token }),
  },
  { name: 'erase user', dialect: 'api-v2', writes: false, status: 403, call: (_, token) => erase(UNKNOWN_ID, token) },
  {
    name: 'add user to organization',
    dialect: 'api-v2',
    writes: true,
    status: 200,
    call: (organization, token) => addMember(organization, token),
  },
  {
    name: 'change role of organization user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => changeMember({ id: UNKNOWN_ID }, token, newId(), 'admin'),
  },
  {
    name: 'remove user from organization',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => removeMember({ id: UNKNOWN_ID }, token, newId()),
  },
  {
    name: 'list users of organization',
    dialect: 'api-v2',
    writes: false,
    status: 200,
    call: ({ id }, token) => ({ method: 'GET', url: `/api/v2/organization/${id}/user`, token }),
  },
  {
    name: 'add users to enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => addUser(UNKNOWN_ID, token),
  },
  {
    name: 'change role of enterprise user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => changeUser(UNKNOWN_ID, token, newId(), 'admin'),
  },
  {
    name: 'remove user from enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => removeUser(UNKNOWN_ID, token, anEmail()),
  },
  {
    name: 'list users of enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/enterprise/${UNKNOWN_ID}/user`, token }),
  },
  {
    name: 'add existing user to enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (organization, token) => addExisting(organization, UNKNOWN_ID, token),
  },
];
