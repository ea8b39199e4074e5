import { LARGE_SET } from '../../src/common/page.js';
import { UNMARKED } from '../../src/paging/marked-list.service.js';
import type { Organization } from '../../src/organization/organization.js';
import type { User } from '../../src/user/user.service.js';
import type { Call } from '../support/answers.js';
import { NOTE } from '../support/scenes/amounts.js';
import { anEnterprise, creation } from '../support/scenes/enterprises.js';
import { aSubDomain } from '../support/scenes/factories.js';

/** An organization with one below it, and so many of everything. */
export interface Platform {
  readonly number: number;
  /** It manages so many, and has so many members. */
  readonly root: Organization;
  /** It has so many enterprises, tokens and events. */
  readonly child: Organization;
  /** Has a role in all of the enterprises. */
  readonly admin: User;
  /** Of both organizations, of the admin, and of a user with a role in so many organizations. */
  readonly tokens: Readonly<Record<'root' | 'child' | 'admin' | 'reader', string>>;
  /** Makes a token of the root that was not used before. */
  readonly unused: () => Promise<string>;
  /** The ids of the enterprises, oldest first. */
  readonly enterprises: readonly string[];
  /** The ids of the members, in their order; they are the users of one enterprise of the child, too. */
  readonly members: readonly string[];
  /** That enterprise. */
  readonly shared: { readonly id: string };
}

/** What a request costs, once the process knows the path, the token and the marks. */
export interface Hot {
  readonly call: (platform: Platform) => Call | Promise<Call>;
  /** To MariaDB. */
  readonly trips: number;
  /** Where there are many; the same unless given. */
  readonly tripsForMany?: number;
  /** So many rows more are read at most where there are many; none unless given. */
  readonly more?: number;
}

/** A total is counted up to one more than `LARGE_SET`: in the index, and once more where what was found is added up. */
const COUNTED = 2 * (LARGE_SET + 1);
/** A page begins at most so far behind its mark, and adds up so many blocks. */
const BEHIND_MARK = 1_000 + 50;

type Named = Readonly<Record<string, Hot>>;
type Address = (platform: Platform) => readonly [url: string, token: 'root' | 'child' | 'admin' | 'reader'];

/** How much of a list is ahead of a page. */
const PLACES = { first: 0, middle: 0.5, last: 1 } as const;

const get = (url: string, token: string): Call => ({ method: 'GET', url, token });

function createManaged({ root, tokens }: Platform, members: object = {}): Call {
  const json = { organization: { id: root.id }, name: 'N', sub_domain: aSubDomain(), ...members };
  return { method: 'POST', url: '/core/v1/organizations/_/managed', token: tokens.root, json };
}

function request(address: Address): Hot['call'] {
  return (platform) => {
    const [url, token] = address(platform);
    return get(url, platform.tokens[token]);
  };
}

/** A list that is read from behind one of these ids. */
function behind(what: string, ids: 'enterprises' | 'members', trips: readonly number[], address: Address): Named {
  const places = Object.entries(PLACES).map(([name, place], index): [string, Hot] => {
    const page: Address = (platform) => {
      const [url, token] = address(platform);
      const id = platform[ids][Math.floor(platform.number * place) - 3];
      return [`${url}?limit=2${place === 0 ? '' : `&prevId=${id}`}`, token];
    };
    return [`${what}, ${name} page`, { call: request(page), trips: trips[index]! }];
  });
  return Object.fromEntries(places);
}

/** A list that is read by page numbers. */
function numbered(what: string, trips: readonly number[], address: Address): Named {
  const places = Object.entries(PLACES).map(([name, place], index): [string, Hot] => {
    const page: Address = (platform) => {
      const [url, token] = address(platform);
      const number = Math.max(1, (platform.number / 5) * place);
      return [`${url}page=${number}&per_page=5`, token];
    };
    const more = COUNTED + (place === 0 ? 0 : BEHIND_MARK);
    return [`${what}, ${name} page`, { call: request(page), trips: trips[index]!, more }];
  });
  return Object.fromEntries(places);
}

const CREATIONS: Named = {
  'create an enterprise with a new user': { call: ({ child, tokens }) => creation(child, tokens.child), trips: 2 },
  'create an enterprise with a new user and a known admin': {
    call: ({ child, tokens, admin }) => creation(child, tokens.child, anEnterprise({ additionalAdmins: [admin.id] })),
    trips: 2,
  },
  'create an enterprise with a known user': {
    call: ({ child, tokens, admin }) => creation(child, tokens.child, anEnterprise({ email: admin.email })),
    trips: 2,
  },
  'create a managed organization': { call: (platform) => createManaged(platform), trips: 2 },
  'create a managed organization with an annotation': {
    call: (platform) => createManaged(platform, { annotations: [NOTE] }),
    trips: 2,
  },
};

const READS: Named = {
  'get an organization': { call: request(({ root }) => [`/core/v1/organizations/${root.id}`, 'root']), trips: 1 },
  'get an organization with a token that was not in use': {
    call: async ({ root, unused }) => get(`/core/v1/organizations/${root.id}`, await unused()),
    trips: 2,
  },
  'get an enterprise': { call: request(({ shared }) => [`/api/v2/enterprise/${shared.id}`, 'child']), trips: 2 },
  'get a user': { call: request(({ admin }) => [`/api/v2/user/${admin.id}`, 'child']), trips: 2 },
  'get the usage': { call: request(({ root }) => [`/core/v1/organizations/${root.id}/policy`, 'root']), trips: 2 },
  'get the status': {
    call: request(({ child }) => [`/core/v1/organizations/${child.id}/effective_status`, 'child']),
    trips: 2,
  },
  'get the deletion steps': {
    call: request(({ root }) => [`/core/v1/organizations/${root.id}/deletion_steps`, 'root']),
    trips: 2,
  },
};

const LISTS: Named = {
  ...behind('list enterprises', 'enterprises', [2, 2, 2], ({ child }) => [
    `/api/v2/organization/${child.id}/enterprise`,
    'child',
  ]),
  ...behind('list the enterprises of a user', 'enterprises', [1, 2, 2], () => ['/api/v2/enterprise', 'admin']),
  ...numbered('list managed organizations', [2, 2, 2], ({ root }) => [
    `/core/v1/organizations/${root.id}/managed?`,
    'root',
  ]),
  ...numbered('list API tokens', [2, 2, 2], ({ child }) => [`/core/v1/organizations/${child.id}/api_tokens?`, 'child']),
  'count enterprises': {
    call: request(({ child }) => [`/api/v2/organization/${child.id}/enterprises/summary`, 'child']),
    trips: 3,
    more: UNMARKED,
  },
  'list the organizations of a caller': {
    call: request(() => ['/api/v2/organization', 'child']),
    trips: 2,
    tripsForMany: 3,
    more: UNMARKED,
  },
  'search enterprises': {
    call: request(({ child }) => [`/api/v2/organization/${child.id}/enterprise/search?q=many&limit=2`, 'child']),
    trips: 2,
  },
  'list the organizations of a user': { call: request(() => ['/api/v2/organization?limit=2', 'reader']), trips: 1 },
  'read the log': {
    call: request(({ child }) => [`/core/v1/organizations/${child.id}/audit_events?per_page=2`, 'child']),
    trips: 2,
  },
  'read the log by action': {
    call: request(({ child }) => [
      `/core/v1/organizations/${child.id}/audit_events?action=enterprise.created&per_page=2`,
      'child',
    ]),
    trips: 2,
  },
};

/** What is called most, and what lists. */
export const HOT: Named = { ...CREATIONS, ...READS, ...LISTS };
