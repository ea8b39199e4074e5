import { aKey, anEmail } from '../support/scenes/factories.js';
import type { Operations, Subjects } from './operations.js';

const inRoot = ({ root }: Subjects) => ({ path: { organizationId: root.id } });
const inEnterprise = ({ enterprise }: Subjects) => ({ path: { enterpriseId: enterprise.id } });
const PAGE = { limit: 2 };

/** Enterprises, and their users. */
export const ENTERPRISES: Operations = {
  'create enterprise': (subjects) =>
    subjects.own.POST('/api/v2/organization/{organizationId}/enterprise', {
      params: inRoot(subjects),
      body: {
        email: anEmail(),
        idempotencyKey: aKey(),
        additionalAdmins: [subjects.user.id],
        thirdPartyIdentifier: [{ id: 'C-1001', label: 'crm' }],
        accountType: 'entity',
        isCaaS: true,
      },
    }),
  'create enterprise without a key': (subjects) =>
    subjects.own.POST('/api/v2/organization/{organizationId}/enterprise', {
      params: inRoot(subjects),
      body: { email: anEmail(), additionalAdmins: [] },
    }),
  'list enterprises': (subjects) =>
    subjects.own.GET('/api/v2/organization/{organizationId}/enterprise', {
      params: { ...inRoot(subjects), query: { ...PAGE, accountType: 'individual', prevId: subjects.enterprise.id } },
    }),
  'find an enterprise by its key': (subjects) =>
    subjects.own.GET('/api/v2/organization/{organizationId}/enterprise', {
      params: { ...inRoot(subjects), query: { idempotencyKey: 'order-4711' } },
    }),
  'find enterprises by another system’s name': (subjects) =>
    subjects.own.GET('/api/v2/organization/{organizationId}/enterprise', {
      params: { ...inRoot(subjects), query: { thirdPartyLabel: 'crm', thirdPartyId: 'C-1001' } },
    }),
  'search enterprises': (subjects) =>
    subjects.own.GET('/api/v2/organization/{organizationId}/enterprise', {
      params: { ...inRoot(subjects), query: { ...PAGE, search: 'example' } },
    }),
  'search the caller’s own enterprises': (subjects) =>
    subjects.person.GET('/api/v2/organization/{organizationId}/enterprise/search', {
      params: { ...inRoot(subjects), query: { ...PAGE, q: 'example' } },
    }),
  'count enterprises': (subjects) =>
    subjects.own.GET('/api/v2/organization/{organizationId}/enterprises/summary', {
      params: inRoot(subjects),
    }),
  'list the caller’s own enterprises': ({ person }) => person.GET('/api/v2/enterprise', { params: { query: PAGE } }),
  'get enterprise': (subjects) =>
    subjects.own.GET('/api/v2/enterprise/{enterpriseId}', { params: inEnterprise(subjects) }),
  'update enterprise': async (subjects) => {
    const path = '/api/v2/enterprise/{enterpriseId}';
    const { etag } = await subjects.own.GET(path, { params: inEnterprise(subjects) });
    return subjects.own.PUT(path, {
      params: { ...inEnterprise(subjects), header: { 'If-Match': etag } },
      body: { legalIdentifiers: { legalPersonName: 'Ada Lovelace' }, usersViewAllWallets: true },
    });
  },
  'delete enterprise': async ({ operator, make, root }) =>
    operator.DELETE('/api/v2/enterprise/{enterpriseId}', {
      params: { path: { enterpriseId: (await make.enterprise(root)).id } },
    }),
  'freeze and thaw enterprise': async (subjects) => {
    const path = '/api/v2/enterprise/{enterpriseId}/freeze';
    await subjects.person.POST(path, { params: inEnterprise(subjects), body: { duration: 3_600 } });
    return subjects.operator.DELETE(path, { params: inEnterprise(subjects) });
  },
  'add, change, list and remove a user of an enterprise': async (subjects) => {
    const { person } = subjects;
    const path = '/api/v2/enterprise/{enterpriseId}/user';
    const params = inEnterprise(subjects);
    const username = anEmail();
    await person.POST(path, { params, body: { username, permission: ['auditor'], invite: true } });
    await person.POST(path, { params, body: { usernames: [username], permission: 'auditor' } });
    const { data } = await person.GET(path, { params: { ...params, query: { limit: 100 } } });
    const { id: userId } = data.nonAdminUsers.find((user) => user.username === username)!;
    await person.PUT(path, { params: { ...params, query: { userId, role: 'admin' } } });
    return person.DELETE(path, { params, body: { username } });
  },
  'add a user to an enterprise of an organization': async ({ own, make, root, enterprise }) =>
    own.POST('/api/v2/organization/{organizationId}/enterprise/{enterpriseId}/user', {
      params: { path: { organizationId: root.id, enterpriseId: enterprise.id } },
      body: { email: (await make.member(root, 'customer')).email!, permissions: ['auditor'] },
    }),
};

/** Organizations, users, and tokens of users. */
export const USERS: Operations = {
  'list organizations': ({ person }) =>
    person.GET('/api/v2/organization', { params: { query: { ...PAGE, role: ['admin', 'member'] } } }),
  'get organization': (subjects) =>
    subjects.own.GET('/api/v2/organization/{organizationId}', { params: inRoot(subjects) }),
  'add, change, list and remove a user of an organization': async (subjects) => {
    const { own } = subjects;
    const path = '/api/v2/organization/{organizationId}/user';
    const params = inRoot(subjects);
    await own.POST(path, { params, body: { username: anEmail(), role: 'member' } });
    const { data } = await own.GET(path, { params: { ...params, query: { limit: 100, role: 'member' } } });
    const userId = data.users.at(-1)!.id;
    await own.PUT(path, { params: { ...params, query: { userId, role: 'admin' } } });
    return own.DELETE(path, { params: { ...params, query: { userId } } });
  },
  'get user': ({ person }) => person.GET('/api/v2/user/{id}', { params: { path: { id: 'me' } } }),
  'list the organizations of a user': ({ person, user }) =>
    person.GET('/api/v2/user/{id}/organization', { params: { path: { id: user.id }, query: PAGE } }),
  'list the enterprises of a user': ({ person, user }) =>
    person.GET('/api/v2/user/{id}/enterprise', { params: { path: { id: user.id }, query: PAGE } }),
  'erase user': async ({ operator, make }) =>
    operator.DELETE('/api/v2/user/{id}', {
      params: { path: { id: (await make.user()).id }, query: { force: true } },
    }),
  'create, list, rotate and end an access token': async ({ person }) => {
    const { data } = await person.POST('/api/v2/user/accesstoken', {
      body: {
        label: 'backend',
        scope: ['enterprises', 'organizations:read'],
        duration: 3_600,
        ipRestrict: ['127.0.0.1'],
      },
    });
    await person.GET('/api/v2/user/accesstoken', { params: { query: { ...PAGE, sort: 'DESC' } } });
    const params = { path: { accessTokenId: data.id } };
    const rotated = await person.POST('/api/v2/user/accesstoken/{accessTokenId}/rotate', {
      params,
      body: { overlap: 60 },
    });
    return person.DELETE('/api/v2/user/accesstoken/{accessTokenId}', {
      params: { path: { accessTokenId: rotated.data.id } },
    });
  },
  'show the session': ({ person }) => person.GET('/api/v2/user/session'),
  'log out': async ({ make, user, clientOf }) => clientOf(await make.userToken(user)).GET('/api/v2/user/logout'),
  'answer a ping': ({ own }) => own.GET('/api/v2/ping'),
  'get the constants': ({ own }) => own.GET('/api/v2/client/constants'),
};
