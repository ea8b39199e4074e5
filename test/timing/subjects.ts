import { newId } from '../../src/common/ids.js';
import type { Organization } from '../../src/organization/organization.js';
import type { Call } from '../support/answers.js';
import { OWN_TOKENS } from '../support/scenes/access-tokens.js';
import { anEmail, aSubDomain, type Factories } from '../support/scenes/factories.js';

/** As many things of each kind are asked for by turns, so that none is in a cache that the others are not in. */
const OF_EACH = 20;

/** What a caller can ask for by a name, without a right to it. */
export interface Subject {
  readonly name: string;
  /** Names of what is there and belongs to others. */
  readonly foreign: readonly string[];
  /** As many names of nothing. */
  readonly unknown: readonly string[];
  readonly call: (named: string) => Call;
}

/** Makes others and what they have, and says how each is asked for. The last one is the control: nothing and nothing. */
export async function subjectsIn(make: Factories): Promise<Subject[]> {
  const lines = await each(() => make.lineage(5));
  const deep = lines.map((line) => line[4]!);
  const roots = lines.map((line) => line[0]!);
  const users = await Promise.all(deep.map((organization) => make.member(organization, 'admin')));
  const enterprises = (await Promise.all(deep.map((organization) => make.enterprise(organization)))).map(
    ({ id }) => id,
  );
  const tokens = await Promise.all(deep.map(({ id }) => make.issue({ kind: 'organization', organizationId: id })));
  const usersTokens = await Promise.all(users.map(({ id }) => make.issue({ kind: 'user', userId: id })));
  const absent = Array.from({ length: OF_EACH }, () => newId());
  const byId = (name: string, foreign: readonly string[], call: Subject['call']) => ({
    ...{ name, foreign, call },
    unknown: foreign.map(() => newId()),
  });
  const bySubDomain = (name: string, foreign: readonly Organization[]): Subject => ({
    name,
    foreign: foreign.map(({ subDomain }) => subDomain),
    unknown: foreign.map(() => aSubDomain('managed')),
    call: (subDomain) => get(`/core/v1/organizations/_?organization%5Bsub_domain%5D=${subDomain}`),
  });
  const organization = (id: string) => get(`/core/v1/organizations/${id}`);
  return [
    byId('organization by id, depth 1', idsOf(roots), organization),
    byId('organization by id, depth 5', idsOf(deep), organization),
    bySubDomain('organization by sub_domain, depth 1', roots),
    bySubDomain('organization by sub_domain, depth 5', deep),
    byId('managed organization', idsOf(deep), (id) => del(`/core/v1/managed_organizations/${id}`)),
    byId('organization of api-v2', idsOf(deep), (id) => get(`/api/v2/organization/${id}`)),
    byId('enterprise', enterprises, (id) => get(`/api/v2/enterprise/${id}`)),
    byId('users of an enterprise', enterprises, (id) => get(`/api/v2/enterprise/${id}/user`)),
    byId('API token', idsOf(tokens), (id) => del(`/core/v1/api_tokens/${id}`)),
    byId('access token', idsOf(usersTokens), (id) => del(`${OWN_TOKENS}/${id}`)),
    byId('user by id', idsOf(users), (id) => get(`/api/v2/user/${id}`)),
    {
      name: 'user by email',
      foreign: users.map(({ email }) => email!),
      unknown: users.map(() => anEmail()),
      call: (email) => get(`/api/v2/user/${encodeURIComponent(email)}`),
    },
    { name: 'control', foreign: absent, unknown: absent.map(() => newId()), call: organization },
  ];
}

function get(url: string): Call {
  return { method: 'GET', url };
}

function del(url: string): Call {
  return { method: 'DELETE', url };
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

async function each<T>(make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < OF_EACH) made.push(await make());
  return made;
}
