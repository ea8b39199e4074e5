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

const NOBODY = '0'.repeat(32);

/**
 * Users and their roles. What belongs to nobody is looked for and not found: that asks the database as much as what is
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
    call: (_, token) => ({ method: 'GET', url: `/api/v2/user/${NOBODY}/enterprise`, token }),
  },
  {
    name: 'list organizations of user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/user/${NOBODY}/organization`, token }),
  },
  { name: 'erase user', dialect: 'api-v2', writes: false, status: 403, call: (_, token) => erase(NOBODY, token) },
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
    call: (_, token) => changeMember({ id: NOBODY }, token, newId(), 'admin'),
  },
  {
    name: 'remove user from organization',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => removeMember({ id: NOBODY }, token, newId()),
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
    call: (_, token) => addUser(NOBODY, token),
  },
  {
    name: 'change role of enterprise user',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => changeUser(NOBODY, token, newId(), 'admin'),
  },
  {
    name: 'remove user from enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => removeUser(NOBODY, token, anEmail()),
  },
  {
    name: 'list users of enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (_, token) => ({ method: 'GET', url: `/api/v2/enterprise/${NOBODY}/user`, token }),
  },
  {
    name: 'add existing user to enterprise',
    dialect: 'api-v2',
    writes: false,
    status: 404,
    call: (organization, token) => addExisting(organization, NOBODY, token),
  },
];
