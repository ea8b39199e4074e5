import { newId } from '../../src/common/ids.js';
import type { Call } from '../support/answers.js';
import { aSubDomain, type Factories } from '../support/scenes/factories.js';
import type { DeclaredRoute } from './declared-routes.js';
import type { Family } from './family.js';
import { filledRequest } from './sample-requests.js';

/** A way to say whom a request is about. */
export interface Naming {
  readonly how: string;
  /** The value: of a family's member, or an unknown one. */
  readonly said: 'id' | 'subDomain';
  readonly write: (route: DeclaredRoute, value: string) => Call;
}

/** A request, and what it names. */
export interface Asked {
  readonly call: Call;
  readonly value: string;
}

/** Something of a tenant that a request can name, by the name of the parameter. */
export interface Parameter {
  readonly namings: readonly Naming[];
  readonly of: (family: Family) => { readonly id: string; readonly subDomain?: string };
  /** The error for its absence, in core-v1 and in api-v2. */
  readonly absent: readonly string[];
  /** Strangers to an organization who are none to this. */
  readonly kin?: readonly string[];
}

const inPath: Naming = {
  how: 'in the path',
  said: 'id',
  write: (route, value) => filledRequest(route, () => value),
};
const inQuery = (lookup: string, key: string): Naming => ({
  how: `as ${lookup}[${key}] in the query`,
  said: key === 'id' ? 'id' : 'subDomain',
  write: (route, value) => {
    const call = filledRequest(route, () => '_');
    return { ...call, url: `${call.url}?${lookup}%5B${key}%5D=${value}` };
  },
});
const inBody = (lookup: string, key: string): Naming => ({
  how: `as ${lookup}.${key} in the body`,
  said: key === 'id' ? 'id' : 'subDomain',
  write: (route, value) => {
    const call = filledRequest(route, () => '_');
    return { ...call, json: { ...call.json, [lookup]: { [key]: value } } };
  },
});
const lookups = (name: string, ...keys: string[]): Naming[] => [
  inPath,
  ...keys.flatMap((key) => [inQuery(name, key), inBody(name, key)]),
];

const ORGANIZATION = {
  of: ({ organizations }: Family) => organizations.own,
  absent: ['404 organization_not_found', '404 OrganizationNotFound'],
  kin: ['a customer of it'],
};
const REFERENCE_DATA: Parameter = { namings: [], of: () => ({ id: '' }), absent: [] };

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  organization: { ...ORGANIZATION, namings: lookups('organization', 'id', 'sub_domain') },
  organizationId: { ...ORGANIZATION, namings: [inPath] },
  api_token: {
    of: ({ spareTokenId }) => ({ id: spareTokenId }),
    namings: lookups('api_token', 'id'),
    absent: ['404 api_token_not_found'],
    kin: ['a customer of it'],
  },
  webhook_endpoint: {
    of: ({ webhook }) => ({ id: webhook.endpointId }),
    namings: lookups('webhook_endpoint', 'id'),
    absent: ['404 webhook_endpoint_not_found'],
    kin: ['a customer of it'],
  },
  // Its endpoint is looked for first, and is given this id as well.
  webhook_delivery: {
    of: ({ webhook }) => ({ id: webhook.eventId }),
    namings: [inPath],
    absent: ['404 webhook_endpoint_not_found'],
    kin: ['a customer of it'],
  },
  // A token belongs to its subject alone, and for a caller who names one the own organization is checked first.
  accessTokenId: {
    of: ({ tokenIds }) => ({ id: tokenIds.own }),
    namings: [inPath],
    absent: ['404 AccessTokenNotFound', '403 OrganizationSuspended', '403 OrganizationNotActivated'],
  },
  enterpriseId: {
    of: ({ enterpriseId }) => ({ id: enterpriseId }),
    namings: [inPath],
    // A path that names an organization ahead of it is given this id for both.
    absent: ['404 EnterpriseNotFound', '404 OrganizationNotFound'],
  },
  // Users are visible downwards: those with a role in an ancestor are known to its descendants, and to their users.
  // Erasing is for the operator alone, whatever user is named.
  id: {
    of: ({ userId }) => ({ id: userId }),
    namings: [inPath],
    absent: ['404 UserNotFound', '403 Forbidden'],
    kin: ['its child', 'a user of its child'],
  },
  currency: REFERENCE_DATA,
  country: REFERENCE_DATA,
  country_state: REFERENCE_DATA,
};

/** Every way in which every route lets its caller name something of a tenant. */
export function questions(routes: readonly DeclaredRoute[]) {
  return routes.flatMap((route) =>
    [...route.path.matchAll(/:(\w+)/g)].flatMap(([, name = '']) => {
      const parameter = PARAMETERS[name];
      if (!parameter) throw new Error(`${route.name}: say in PARAMETERS who is a stranger to what :${name} names.`);
      return parameter.namings.map((naming) => ({ route, parameter, naming }));
    }),
  );
}

/** Callers to whom `own` of the first family is nothing, each with the secret of a token. */
export async function strangersTo(
  { organizations, callers }: Family,
  others: Family,
  make: Factories,
): Promise<readonly (readonly [who: string, token: string])[]> {
  return [
    ['its child', callers.child],
    ['its sibling', callers.sibling],
    ['a root of another tree', await make.organizationToken(others.organizations.grandparent)],
    ['an organization of another tree', others.callers.own],
    ['a user of another tree', others.callers.user],
    ['a user of its child', await make.userToken(await make.member(organizations.child, 'admin'))],
    ['a customer of it', await make.userToken(await make.member(organizations.own, 'customer'))],
    ['a user without any role', await make.userToken(await make.user())],
  ];
}

/** A name of this kind that nothing has. */
export function absentName({ said }: Naming): string {
  return said === 'id' ? newId() : aSubDomain('managed');
}
