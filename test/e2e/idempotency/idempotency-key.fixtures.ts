import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../../support/answers.js';
import { aKey, aSubDomain } from '../../support/scenes/factories.js';
import type { Body, Installation } from '../../support/scenes/installation.js';

/** A creation that may carry an `Idempotency-Key`. */
export interface Route {
  readonly name: string;
  /** Its method and template. */
  readonly route: string;
  readonly url: (root: Organization) => string;
  /** Who may do it: the organization itself, or the operator. */
  readonly by: 'organization' | 'operator';
}

export const ROUTES: readonly Route[] = [
  {
    name: 'create managed organization',
    route: 'POST /core/v1/organizations/:organization/managed',
    url: ({ id }) => `/core/v1/organizations/${id}/managed`,
    by: 'organization',
  },
  {
    name: 'create organization',
    route: 'POST /core/v1/organizations',
    url: () => '/core/v1/organizations',
    by: 'operator',
  },
];

/** Something to be made once: its body and its key, and who asks. */
export interface KeyedRequest {
  readonly url: string;
  readonly token: string;
  readonly key: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A request under a new root organization, with a new key and a new sub-domain. */
export async function newKeyedRequest(
  { make }: Installation,
  { by, url }: Route,
): Promise<KeyedRequest & { root: Organization }> {
  const root = await make.root();
  const token = by === 'operator' ? await make.operatorToken() : await make.organizationToken(root);
  return { root, url: url(root), token, key: aKey(), json: { name: 'Wished for', sub_domain: aSubDomain('wish') } };
}

/** The call of a request; `more` overrides any part of it. */
export function asked({ url, token, key, json }: KeyedRequest, more: Partial<Call> = {}): Call {
  return { method: 'POST', url, token, json, headers: { 'Idempotency-Key': key }, ...more };
}

/** What was answered, in a few words: whether it is a repetition, and which organization it is about. */
export function outcome({ status, body, headers }: Answer<Body>) {
  const code = typeof body.error === 'object' ? body.error.code : undefined;
  return {
    status,
    ...(code !== undefined && { code }),
    ...(body.organization && { id: body.organization.id }),
    ...(headers['idempotent-replayed'] !== undefined && { replayed: headers['idempotent-replayed'] }),
  };
}

/** All that a creation leaves behind, in numbers. */
export async function effects({ sql }: Installation): Promise<Record<string, number>> {
  const tables = ['organizations', 'organization_usage', 'organization_annotations', 'audit_events'];
  const counts: Record<string, number> = {};
  for (const table of [...tables, 'idempotency_records']) counts[table] = await sql.count(table);
  return counts;
}
