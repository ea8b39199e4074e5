import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import type { FreshDatabase, Overrides, TestDatabase } from '../database/databases.js';
import { aKey, anEmail, aSubDomain, Factories } from './factories.js';
import { startApp, type TestApp } from '../harness.js';
import { type AppProcess, startProcess } from '../processes.js';
import type { Sql } from '../database/sql.js';
import { until } from '../until.js';

/** What a refusal or an answer of either dialect may hold, as far as the races look into it. */
export interface Body {
  readonly enterpriseId?: string;
  readonly userId?: string;
  readonly name?: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
  readonly organization?: { readonly id: string; readonly sub_domain: string };
  readonly error?: string | { readonly code: string; readonly detail: { readonly errors?: readonly string[] } };
}

/** A creation of either dialect. */
export type Kind = 'enterprise' | 'managed';

/**
 * One database, an application on it in this process, and beside it, on MariaDB, two processes that serve it: what
 * must hold between processes cannot be seen in one. SQLite is served by one process, so there it is the application
 * of this one that is called.
 */
export class Installation {
  private constructor(
    readonly fresh: FreshDatabase,
    readonly app: TestApp,
    readonly processes: readonly AppProcess[],
    readonly make: Factories,
  ) {}

  /** @param build the folder of another build, for the processes */
  static async open(database: TestDatabase, overrides: Overrides = {}, build?: string): Promise<Installation> {
    const fresh = await database.fresh(overrides);
    const app = await startApp(fresh.env);
    const { variables } = fresh;
    const serve = () => startProcess(variables, build === undefined ? {} : { directory: build });
    const serving = database.name === 'mariadb' ? [serve(), serve()] : [];
    return new Installation(fresh, app, await Promise.all(serving), new Factories(app));
  }

  get sql(): Sql {
    return this.app.sql;
  }

  /** Sends the call with this number: the processes take turns. */
  call(number: number, call: Call): Promise<Answer<Body>> {
    const serving = this.processes[number % Math.max(this.processes.length, 1)];
    return serving ? serving.call<Body>(call) : this.app.call<Body>(call);
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((each) => each.stop()));
    await this.app.close();
    await this.fresh.drop();
  }

  /** The counter of a tree. */
  async counted(root: Organization): Promise<number> {
    const sql = 'SELECT managed_count FROM organization_usage WHERE organization_id = ?';
    return Number((await this.sql.rows(sql, [root.id]))[0]?.managed_count);
  }
}

/** Creates an enterprise, with a new email and a new key unless overridden. */
export function createEnterprise(organization: Organization, token: string, overrides: object = {}): Call {
  const json = { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...overrides };
  return { method: 'POST', url: `/api/v2/organization/${organization.id}/enterprise`, token, json };
}

/** Creates a managed organization, with a new sub-domain unless overridden. */
export function createManaged(parent: Organization, token: string, overrides: object = {}): Call {
  const json = { name: 'Managed', sub_domain: aSubDomain(), ...overrides };
  return { method: 'POST', url: `/core/v1/organizations/${parent.id}/managed`, token, json };
}

export function create(kind: Kind, organization: Organization, token: string): Call {
  return kind === 'enterprise' ? createEnterprise(organization, token) : createManaged(organization, token);
}

/**
 * A token for an organization that was used a moment ago. The first use in a minute is written down beside the call,
 * in a transaction of its own, which would fall into the traps that are laid for others.
 */
export async function usedToken(
  { call, sql }: Pick<TestApp, 'call' | 'sql'>,
  make: Factories,
  organization: Organization,
): Promise<string> {
  const token = await make.organizationToken(organization);
  await call({ method: 'GET', url: `/api/v2/organization/${organization.id}/enterprise`, token });
  const used = 'organization_id = ? AND last_used_at IS NOT NULL';
  await until('the use of the token is written', async () => {
    return (await sql.count('access_tokens', used, [organization.id])) > 0;
  });
  return token;
}

/** How often each of several words was said. */
export function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
