import { randomBytes } from 'node:crypto';
import type { WorkloadName } from '../workload-names.js';
import type { Request } from './request.js';
import type { Target } from './target.js';

/** So many are on a page of each list. */
export const PAGE_SIZE = 100;

/** Draws the calls of a workload, one after another. */
export type Calls = (target: Target) => () => Request;

const CREATED = [200, 201];
const any = (count: number): number => Math.floor(Math.random() * count);

/** No two calls of any run share one. */
function counter(): () => string {
  const run = randomBytes(5).toString('hex');
  let calls = 0;
  return () => `${run}${(calls++).toString(36)}`;
}

const parses = (check: (value: Record<string, unknown>) => boolean) => (body: string) =>
  check(JSON.parse(body) as Record<string, unknown>);
const hasPage = (member: string, size: number) =>
  parses((value) => Array.isArray(value[member]) && value[member].length === size);
const hasIds = parses((value) => typeof value.enterpriseId === 'string' && typeof value.userId === 'string');
const hasOrganization = parses((value) => typeof (value.organization as { id?: unknown } | undefined)?.id === 'string');

const get = (path: string, check: (body: string) => boolean): Request => ({
  ...{ method: 'GET', path, expected: [200], check },
});

interface Enterprise {
  readonly organization?: number;
  readonly email?: string;
  readonly admins?: readonly string[];
}

/** With a new user, two further admins and two identifiers, unless something else is said. */
function enterprise(target: Target, unique: string, { organization, email, admins }: Enterprise = {}): Request {
  const position = organization ?? any(target.organizations.length);
  return {
    method: 'POST',
    path: `/api/v2/organization/${target.organizations[position]!}/enterprise`,
    body: {
      email: email ?? `${unique}@load.example.com`,
      idempotencyKey: unique,
      additionalAdmins: admins ?? target.admins[position]!,
      thirdPartyIdentifier: [
        { id: `crm-${unique}`, label: 'crm' },
        { id: `erp-${unique}`, label: 'erp' },
      ],
    },
    expected: CREATED,
    check: hasIds,
  };
}

/** With three annotations. */
function managed(target: Target, unique: string, parent = any(target.organizations.length)): Request {
  const annotations = ['plan', 'region', 'reference'].map((key) => ({ key, value: unique }));
  return {
    method: 'POST',
    path: `/core/v1/organizations/${target.organizations[parent]!}/managed`,
    body: { name: `Load ${unique}`, sub_domain: `l${unique}`, annotations },
    expected: CREATED,
    check: hasOrganization,
  };
}

const oneOrganization = (target: Target): Request =>
  get(`/core/v1/organizations/${target.organizations[any(target.organizations.length)]!}`, hasOrganization);

const page = (target: Target, number: number): Request =>
  get(
    `/core/v1/organizations/${target.organizations[0]!}/managed?page=${number}&per_page=${PAGE_SIZE}`,
    hasPage('organizations', PAGE_SIZE),
  );

const enterprises = (target: Target): Request =>
  get(
    `/api/v2/organization/${target.organizations[0]!}/enterprise?limit=${PAGE_SIZE}`,
    hasPage('enterprises', PAGE_SIZE),
  );

const pages = (target: Target): number => Math.floor(target.children / PAGE_SIZE);

const made = (make: (target: Target, unique: string) => Request): Calls => {
  return (target) => {
    const unique = counter();
    return () => make(target, unique());
  };
};
const read =
  (make: (target: Target) => Request): Calls =>
  (target) =>
  () =>
    make(target);

/** Four calls of five read, one creates. */
function mixed(target: Target, unique: string): Request {
  const drawn = any(20);
  if (drawn < 10) return oneOrganization(target);
  if (drawn < 13) return page(target, 1);
  if (drawn < 16) return enterprises(target);
  return drawn < 19 ? enterprise(target, unique) : managed(target, unique);
}

const known = (target: Target): string => target.knownEmails[any(target.knownEmails.length)]!;
/** Those who take part in a comparison of crowds; not the first, whose lists are read. */
const BUSY = 1;

/** Every token in turn: with more of them than are used within the time of a cache, each call is the first of one. */
const coldTokens: Calls = (target) => {
  let at = any(target.manyTokens.length);
  return () => ({ ...oneOrganization(target), token: target.manyTokens[at++ % target.manyTokens.length]! });
};

/** One call, the same for all who make it; every answer must be the first one. */
const identical: Calls = (target) => {
  let first: string | undefined;
  const call = { ...enterprise(target, counter()()), check: (body: string) => (first ??= body) === body };
  return () => call;
};

/** The workloads that are a stream of calls. */
export const CALLS: Readonly<Partial<Record<WorkloadName, Calls>>> = {
  ping: read(() => get('/api/v2/ping', () => true)),
  get: read(oneOrganization),
  'list-first': read((target) => page(target, 1)),
  'list-middle': read((target) => page(target, Math.ceil(pages(target) / 2))),
  'list-last': read((target) => page(target, pages(target))),
  'list-enterprises': read(enterprises),
  'token-warm': read(oneOrganization),
  'token-cold': coldTokens,
  enterprise: made(enterprise),
  'enterprise-half-known': made((target, unique) =>
    enterprise(target, unique, any(2) === 0 ? { email: known(target) } : {}),
  ),
  managed: made(managed),
  mixed: made(mixed),
  'managed-many-parents': made(managed),
  'managed-one-parent': made((target, unique) => managed(target, unique, BUSY)),
  'enterprise-alone': made((target, unique) => enterprise(target, unique, { organization: BUSY })),
  'enterprise-beside-managed': made((target, unique) => enterprise(target, unique, { organization: BUSY })),
  'enterprise-one-admin': made((target, unique) => {
    const organization = any(target.organizations.length);
    return enterprise(target, unique, { organization, admins: target.admins[organization]!.slice(0, 1) });
  }),
  'enterprise-common-admin': made((target, unique) => enterprise(target, unique, { admins: [target.commonAdmin] })),
  // The first organization of its target has a limit, which refuses what is too much.
  limit: made((target, unique) => ({ ...managed(target, unique, 0), expected: [201, 422], check: () => true })),
  identical,
};
