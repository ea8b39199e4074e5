import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { takesArgumentsFromQuery } from '../../src/http/validation/arguments.guard.js';
import { DOCUMENTED, type OperationDoc } from '../../src/http/docs/operation.js';
import type { Call } from '../support/answers.js';
import { aKey, anEmail, aSubDomain } from '../support/scenes/factories.js';
import type { Sql } from '../support/database/sql.js';
import type { DeclaredRoute } from './declared-routes.js';
import type { CallerName, Family } from './family.js';

/** Rows of the reference data that a request can name. */
export interface References {
  readonly currency: string;
  readonly country: string;
  readonly countryState: string;
}

/** Real ids, read past the application. */
export async function references(sql: Sql): Promise<References> {
  const one = async (statement: string) => String((await sql.rows(statement))[0]?.id);
  return {
    currency: await one("SELECT id FROM currencies WHERE iso_code = 'EUR'"),
    country: await one("SELECT id FROM countries WHERE iso_code2 = 'DE'"),
    countryState: await one('SELECT id FROM country_states ORDER BY id LIMIT 1'),
  };
}

/** A value for each parameter that a path may have. A new one needs a line here, and the tests say so. */
const PARAMETERS: Readonly<Record<string, (family: Family, known: References, caller: CallerName) => string>> = {
  organization: ({ organizations }) => organizations.own.id,
  organizationId: ({ organizations }) => organizations.own.id,
  enterpriseId: ({ enterpriseId }) => enterpriseId,
  api_token: ({ spareTokenId }) => spareTokenId,
  webhook_endpoint: ({ webhook }) => webhook.endpointId,
  webhook_delivery: ({ webhook }) => webhook.eventId,
  accessTokenId: ({ tokenIds }, _, caller) => tokenIds[caller],
  id: ({ userId, relativeId }, _, caller) => (caller === 'user' ? userId : relativeId),
  currency: (_, { currency }) => currency,
  country: (_, { country }) => country,
  country_state: (_, { countryState }) => countryState,
};

/** What must be new in each request, or be there, whatever the documented example says. */
const MEMBERS: Readonly<Record<string, () => unknown>> = {
  sub_domain: () => aSubDomain(),
  email: () => anEmail(),
  idempotencyKey: () => aKey(),
  additionalAdmins: () => [],
};

/** An example may name these, and the path does already. */
const NAMED_BY_THE_PATH = new Set(['organization', 'api_token', 'webhook_endpoint', 'webhook_delivery']);

/** Routes that tell something of tenants or change it: all but public ones and the answers to OPTIONS. */
export function guardedRoutes(routes: readonly DeclaredRoute[]): DeclaredRoute[] {
  return routes.filter(({ access, method }) => access?.kind !== 'public' && method !== 'OPTIONS');
}

/**
 * A request that succeeds, made from what the route says of itself: ids in its path, and its documented example as the
 * body, with new values where they must be unique.
 * @throws Error naming what is to be added here for a route of a new kind
 */
export function sampleRequest(route: DeclaredRoute, family: Family, known: References, caller: CallerName): Call {
  const fill = (name: string): string => {
    const value = PARAMETERS[name];
    if (!value) throw new Error(`${route.name}: add a value for :${name} to PARAMETERS (sample-requests.ts).`);
    return value(family, known, caller);
  };
  const { email, id } = family.colleague;
  // A user who is changed or removed must exist; so must one who is added to an enterprise by id.
  const theirs = {
    userId: id,
    ...(route.method === 'DELETE' && { username: email }),
    ...(/\/enterprise\/:enterpriseId\/user$/.test(route.path) && { email }),
  };
  return { ...filledRequest(route, fill, theirs), token: family.callers[caller] };
}

/** The limits are a root's, and the family's requests are about one of its third generation. */
const OF_A_ROOT = /\/policy(_limits)?$/;

/**
 * As `sampleRequest`, with all that must be so first: what is to be deleted has nothing below it, and a root is named
 * where one must be.
 */
export async function preparedRequest(
  route: DeclaredRoute,
  family: Family,
  known: References,
  caller: CallerName,
  sql: Sql,
): Promise<Call> {
  const { organizations, enterpriseId } = family;
  const call = sampleRequest(route, family, known, caller);
  if (OF_A_ROOT.test(route.path)) {
    return { ...call, url: call.url.replace(organizations.own.id, organizations.grandparent.id) };
  }
  if (!/^DELETE .*organizations\/:organization$/.test(route.name)) return call;
  const moved = [organizations.grandparent.id, enterpriseId];
  await sql.execute('UPDATE enterprises SET organization_id = ? WHERE id = ?', moved);
  await sql.execute('UPDATE organizations SET deleted_at = created_at WHERE id = ?', [organizations.child.id]);
  return call;
}

/**
 * A request of this route, its parameters filled by their names, with a new body, or query if its arguments are there.
 * @param theirs what its members are instead of new ones, where it has them
 */
export function filledRequest(
  route: DeclaredRoute,
  fill: (parameter: string) => string,
  theirs: Readonly<Record<string, string | null>> = {},
): Call & { json?: object } {
  const url = route.path.replace(/:(\w+)/g, (_, name: string) => fill(name));
  const method = route.method as Call['method'];
  const example = exampleOf(route);
  if (example === undefined) return { method, url };
  const json = renewed(example, theirs);
  return takesArgumentsFromQuery(route.handler)
    ? { method, url: `${url}?${new URLSearchParams(json as Record<string, string>).toString()}` }
    : { method, url, json };
}

function documentOf({ handler }: DeclaredRoute): OperationDoc | undefined {
  return Reflect.getMetadata(DOCUMENTED, handler) as OperationDoc | undefined;
}

/** The documented example of what is sent. */
export function exampleOf(route: DeclaredRoute): Readonly<Record<string, unknown>> | undefined {
  return documentOf(route)?.request;
}

/** The status of success. */
export function successOf({ handler, method }: DeclaredRoute): number {
  const declared = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
  return declared ?? (method === 'POST' ? 201 : 200);
}

function renewed(
  example: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, string | null>>,
): Record<string, unknown> {
  const members = Object.entries(example).filter(([name]) => !NAMED_BY_THE_PATH.has(name));
  return Object.fromEntries(members.map(([name, value]) => [name, theirs[name] ?? MEMBERS[name]?.() ?? value]));
}
