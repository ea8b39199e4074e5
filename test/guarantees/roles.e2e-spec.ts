import type { Organization } from '../../src/organization/organization.js';
import type { User } from '../../src/user/user.service.js';
import { said, type Call } from '../support/answers.js';
import { type FreshDatabase, testDatabases } from '../support/database/databases.js';
import { anEmail, Factories } from '../support/scenes/factories.js';
import { changedTables, type Fingerprint, fingerprints } from '../support/database/fingerprint.js';
import { startApp, type TestApp } from '../support/harness.js';
import { type Body, createEnterprise } from '../support/scenes/installation.js';
import {
  addExisting,
  addMember,
  addUser,
  changeMember,
  changeUser,
  erase,
  removeMember,
  removeUser,
} from '../support/scenes/roles.js';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.js';

/** The callers of every operation: the place and the kind of their roles. */
const CALLERS = {
  'enterprise admin': { at: 'enterprise', role: 'admin' },
  'enterprise auditor': { at: 'enterprise', role: 'auditor' },
  'enterprise member': { at: 'enterprise', role: 'member' },
  'organization admin': { at: 'own', role: 'admin' },
  'organization serviceUser': { at: 'own', role: 'serviceUser' },
  'organization member': { at: 'own', role: 'member' },
  'organization customer': { at: 'own', role: 'customer' },
  'ancestor admin': { at: 'parent', role: 'admin' },
  'ancestor serviceUser': { at: 'parent', role: 'serviceUser' },
  'ancestor member': { at: 'parent', role: 'member' },
  'ancestor customer': { at: 'parent', role: 'customer' },
  'descendant admin': { at: 'child', role: 'admin' },
  none: undefined,
} as const;
type CallerName = keyof typeof CALLERS;

/** What the operations are about. */
interface Scene {
  readonly parent: Organization;
  readonly own: Organization;
  readonly child: Organization;
  readonly enterpriseId: string;
  /** An admin of the enterprise beside the one who asks and the one it was made for, and a customer of `own`. */
  readonly colleague: User;
}

type Verdict = '200' | '403 Forbidden' | '404 EnterpriseNotFound' | '404 OrganizationNotFound' | '404 UserNotFound';

/** Kinds of operations: who may do them, and the answer to the others. */
interface Family {
  readonly why: string;
  readonly may: readonly CallerName[];
  /** Who sees the resource and may not do this: 403. Every other caller gets 404. */
  readonly see: readonly CallerName[];
  readonly absent: Verdict;
}

const WRITERS = ['organization admin', 'organization serviceUser', 'ancestor admin', 'ancestor serviceUser'] as const;
const ORGANIZATION_READERS = [...WRITERS, 'organization member', 'ancestor member'] as const;
const OF_ENTERPRISE = ['enterprise admin', 'enterprise auditor', 'enterprise member'] as const;

const CHANGE_ENTERPRISE: Family = {
  why: 'An enterprise is changed by its admins and by who may write in its organization or above; readers see it.',
  may: ['enterprise admin', ...WRITERS],
  see: ['enterprise auditor', 'enterprise member', 'organization member', 'ancestor member'],
  absent: '404 EnterpriseNotFound',
};
const READ_ENTERPRISE: Family = {
  why: 'Any role in an enterprise allows reading it; a customer of the organization is a stranger.',
  may: [...OF_ENTERPRISE, ...ORGANIZATION_READERS],
  see: [],
  absent: '404 EnterpriseNotFound',
};
const CHANGE_ORGANIZATION: Family = {
  why: 'An organization is changed by its admins and service users and those above; other roles show that it is there.',
  may: WRITERS,
  see: ['organization member', 'organization customer', 'ancestor member', 'ancestor customer'],
  absent: '404 OrganizationNotFound',
};
const READ_ORGANIZATION: Family = {
  why: 'A member reads; a customer may do nothing beyond the own enterprises.',
  may: ORGANIZATION_READERS,
  see: ['organization customer', 'ancestor customer'],
  absent: '404 OrganizationNotFound',
};
const SEARCH: Family = {
  why: 'It finds the enterprises of the caller: a role in one of them suffices, or any in the organization or above.',
  may: [...OF_ENTERPRISE, ...ORGANIZATION_READERS, 'organization customer', 'ancestor customer'],
  see: [],
  absent: '404 OrganizationNotFound',
};
const SEE_USER: Family = {
  why: 'Who reads an organization sees its users, and so do those with a role in the same enterprise. The colleague has a role in `own`, and is visible to those who read the organization below, too.',
  may: [...OF_ENTERPRISE, ...ORGANIZATION_READERS, 'descendant admin'],
  see: [],
  absent: '404 UserNotFound',
};
const ERASE: Family = {
  why: 'Erasing is the operator’s alone, and says nothing of who is there.',
  may: [],
  see: Object.keys(CALLERS) as CallerName[],
  absent: '404 UserNotFound',
};

const THAW: Family = {
  why: 'Thawing and deleting are for the operator alone; those who read the enterprise get 403.',
  may: [],
  see: READ_ENTERPRISE.may,
  absent: '404 EnterpriseNotFound',
};

const get = (url: string, token: string): Call => ({ method: 'GET', url: `/api/v2/${url}`, token });
const OPERATIONS: Readonly<Record<string, readonly [Family, (of: Scene, token: string) => Call]>> = {
  'list users of enterprise': [
    READ_ENTERPRISE,
    ({ enterpriseId }, token) => get(`enterprise/${enterpriseId}/user`, token),
  ],
  'add user to enterprise': [CHANGE_ENTERPRISE, ({ enterpriseId }, token) => addUser(enterpriseId, token)],
  'change role in enterprise': [
    CHANGE_ENTERPRISE,
    ({ enterpriseId, colleague }, token) => changeUser(enterpriseId, token, colleague.id, 'auditor'),
  ],
  'remove user from enterprise': [
    CHANGE_ENTERPRISE,
    ({ enterpriseId, colleague }, token) => removeUser(enterpriseId, token, colleague.email!),
  ],
  'add existing user to enterprise of organization': [
    { ...CHANGE_ORGANIZATION, why: 'It names the organization, which is checked first.' },
    // The customer of the organization is a plain member of nothing yet: another role than before, and an effect.
    ({ own, enterpriseId, colleague }, token) => addExisting(own, enterpriseId, token, { email: colleague.email }),
  ],
  'list users of organization': [READ_ORGANIZATION, ({ own }, token) => get(`organization/${own.id}/user`, token)],
  'add user to organization': [CHANGE_ORGANIZATION, ({ own }, token) => addMember(own, token, { role: 'admin' })],
  'change role in organization': [
    CHANGE_ORGANIZATION,
    ({ own, colleague }, token) => changeMember(own, token, colleague.id, 'admin'),
  ],
  'remove user from organization': [
    CHANGE_ORGANIZATION,
    ({ own, colleague }, token) => removeMember(own, token, colleague.id),
  ],
  'get user': [SEE_USER, ({ colleague }, token) => get(`user/${colleague.id}`, token)],
  'get user by email': [SEE_USER, ({ colleague }, token) => get(`user/${encodeURIComponent(colleague.email!)}`, token)],
  'list enterprises of user': [SEE_USER, ({ colleague }, token) => get(`user/${colleague.id}/enterprise`, token)],
  'list organizations of user': [SEE_USER, ({ colleague }, token) => get(`user/${colleague.id}/organization`, token)],
  'erase user': [ERASE, ({ colleague }, token) => erase(colleague.id, token)],
  'create enterprise': [CHANGE_ORGANIZATION, ({ own }, token) => createEnterprise(own, token)],
  'list enterprises of organization': [
    READ_ORGANIZATION,
    ({ own }, token) => get(`organization/${own.id}/enterprise`, token),
  ],
  'search enterprises': [SEARCH, ({ own }, token) => get(`organization/${own.id}/enterprise/search`, token)],
  'summarise enterprises': [
    READ_ORGANIZATION,
    ({ own }, token) => get(`organization/${own.id}/enterprises/summary`, token),
  ],
  'get organization': [READ_ORGANIZATION, ({ own }, token) => get(`organization/${own.id}`, token)],
  'delete enterprise': [
    THAW,
    ({ enterpriseId }, token) => ({ method: 'DELETE', url: `/api/v2/enterprise/${enterpriseId}`, token }),
  ],
  'thaw enterprise': [
    THAW,
    ({ enterpriseId }, token) => ({ method: 'DELETE', url: `/api/v2/enterprise/${enterpriseId}/freeze`, token }),
  ],
  'get enterprise': [READ_ENTERPRISE, ({ enterpriseId }, token) => get(`enterprise/${enterpriseId}`, token)],
  'change enterprise': [
    CHANGE_ENTERPRISE,
    ({ enterpriseId }, token) => ({
      method: 'PUT',
      url: `/api/v2/enterprise/${enterpriseId}`,
      token,
      json: { legalIdentifiers: { legalPersonName: 'Ada Lovelace' } },
    }),
  ],
  'freeze enterprise': [
    CHANGE_ENTERPRISE,
    ({ enterpriseId }, token) => ({
      method: 'POST',
      url: `/api/v2/enterprise/${enterpriseId}/freeze`,
      token,
      json: { duration: '60' },
    }),
  ],
};

/** Routes without a row: they are about the caller's own, whatever that is, or about no resource. */
const ROLELESS = [
  /^GET \/api\/v2\/(enterprise|organization)$/,
  /^[A-Z]+ \/api\/v2\/user\/(accesstoken|session|login|logout|lock|unlock)(\/|$)/,
];

/** Operations that change something: what they leave behind when they are refused is compared with nothing at all. */
const isChange = (call: Call) => call.method !== 'GET';
/** Adding a user with the present role, or a lower one, changes nothing by design. */
const WITHOUT_EFFECT = new Set(['add existing user to enterprise of organization']);

describe.each(testDatabases())('role × operation on $name', (database) => {
  let fresh: FreshDatabase;
  let app: TestApp;
  let make: Factories;
  let operator: string;
  let fingerprint: () => Promise<Fingerprint>;

  beforeAll(async () => {
    fresh = await database.fresh();
    app = await startApp(fresh.env);
    make = new Factories(app);
    operator = await make.operatorToken();
    fingerprint = await fingerprints(app);
  });

  afterAll(async () => {
    await app.close();
    await fresh.drop();
  });

  const prepared = async (caller: CallerName): Promise<{ scene: Scene; token: string }> => {
    const [parent, own, child] = (await make.lineage(3)) as [Organization, Organization, Organization];
    const colleague = await make.member(own, 'customer');
    const { id: enterpriseId } = await make.enterprise(own, { additionalAdmins: [colleague.id] });
    const scene = { parent, own, child, enterpriseId, colleague };
    const is = CALLERS[caller];
    if (is === undefined) return { scene, token: await make.userToken(await make.user()) };
    if (is.at !== 'enterprise') {
      return { scene, token: await make.userToken(await make.member(scene[is.at], is.role)) };
    }
    const user = await make.user(anEmail());
    const permission = is.role === 'member' ? 'wallet.create' : is.role;
    await app.call(addUser(enterpriseId, operator, { username: user.email, permission }));
    return { scene, token: await make.userToken(user) };
  };

  const verdictOf = ({ may, see, absent }: Family, caller: CallerName): Verdict => {
    if (may.includes(caller)) return '200';
    return see.includes(caller) ? '403 Forbidden' : absent;
  };

  it.each(Object.keys(CALLERS) as CallerName[])(
    'is as the table says for: %s',
    async (caller) => {
      const differences: object[] = [];
      let { scene, token } = await prepared(caller);
      for (const [operation, [family, call]] of Object.entries(OPERATIONS)) {
        const expected = verdictOf(family, caller);
        const request = call(scene, token);
        const before = await fingerprint();
        const answered = said(await app.call<Body>(request));
        const changed = changedTables(before, await fingerprint());
        const mayChange = expected === '200' && isChange(request) && !WITHOUT_EFFECT.has(operation);
        if (answered !== expected || changed.length > 0 !== mayChange) {
          differences.push({ operation, expected, answered, changed, why: family.why });
        }
        if (changed.length > 0) ({ scene, token } = await prepared(caller));
      }
      expect(differences).toEqual([]);
    },
    60_000,
  );

  it('has a row for every route of this dialect, but for those that ask for no role', async () => {
    const { scene, token } = await prepared('none');
    const asked = Object.values(OPERATIONS).map(([, call]) => {
      const { method, url } = call(scene, token);
      return `${method} ${url.replace(/\?.*$/, '')}`;
    });
    const isAsked = ({ method, path }: DeclaredRoute) => {
      const pattern = new RegExp(`^${method} ${path.replace(/:\w+/g, '[^/]+')}$`);
      return asked.some((each) => pattern.test(each));
    };
    const ours = declaredRoutes(app.app).filter(({ access, path }) => {
      return access?.kind === 'token' && path.startsWith('/api/v2/');
    });
    const isRoleless = ({ name }: DeclaredRoute) => ROLELESS.some((pattern) => pattern.test(name));
    expect(ours.filter((route) => !isAsked(route) && !isRoleless(route)).map(({ name }) => name)).toEqual([]);
  });
});
