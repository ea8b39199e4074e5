import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import type { Overrides, TestDatabase } from '../database/databases.js';
import { aKey, anEmail, type Factories } from './factories.js';
import type { TestApp } from '../harness.js';
import { Stage } from './stage.js';
import type { SqlRow } from '../database/sql.js';

/** The tables that creating an enterprise writes to. */
const WRITTEN = ['users', 'enterprises', 'enterprise_users', 'third_party_identifiers', 'audit_events'] as const;

export type RowCounts = Record<(typeof WRITTEN)[number], number>;

/** The 200 of the create-enterprise page. */
export interface Created {
  readonly enterpriseId: string;
  readonly userId: string;
}

/** Arguments that create an enterprise, with a new email and a new key unless overridden. */
export function anEnterprise(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return { email: anEmail(), idempotencyKey: aKey(), additionalAdmins: [], ...overrides };
}

/** A request to create an enterprise. */
export function creation(
  organization: Pick<Organization, 'id'>,
  token: string | undefined,
  json: unknown = anEnterprise(),
): Call {
  const url = `/api/v2/organization/${organization.id}/enterprise`;
  return { method: 'POST', url, json, ...(token !== undefined && { token }) };
}

/** Expects an error of api-v2 with exactly its four members, `requestId` being the one of the header. */
export function expectRefusal(answer: Answer<unknown>, status: number, name: string, context: object = {}): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: {
      error: expect.stringMatching(/^[A-Z/].+\S$/s) as unknown,
      name,
      context,
      requestId: answer.headers['x-request-id'],
    },
  });
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['idempotent-replayed']).toBeUndefined();
}

/** An application on a database of its own, and what the suites about enterprises ask of both. */
export class EnterpriseScene {
  private constructor(private readonly stage: Stage) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<EnterpriseScene> {
    return new EnterpriseScene(await Stage.open(database, overrides));
  }

  get app(): TestApp {
    return this.stage.app;
  }

  get make(): Factories {
    return this.stage.make;
  }

  /** The environment variables of this installation, for a command line of its own. */
  get variables(): Record<string, string> {
    return this.stage.variables;
  }

  /** Another application on the same database, as a replica would be. Close it before the scene. */
  replica(overrides: Record<string, string>): Promise<TestApp> {
    return this.stage.replica(overrides);
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  /** A root organization and a token of its own that may do everything. */
  root(overrides: Parameters<Factories['root']>[0] = {}): Promise<{ organization: Organization; token: string }> {
    return this.stage.root(overrides);
  }

  /** Creates, and expects that it is done. */
  async created(call: Call): Promise<Answer<Created>> {
    const answer = await this.app.call<Created>(call);
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    return answer;
  }

  /** Expects that a call is refused with this very body, and that it left no row behind. */
  async refuses(call: Call, status: number, name: string, context: object = {}): Promise<Answer> {
    const before = await this.rowCounts();
    const answer = await this.app.call(call);
    expectRefusal(answer, status, name, context);
    expect(await this.rowCounts()).toEqual(before);
    return answer;
  }

  /** How many rows there are in each table that a creation writes to. */
  async rowCounts(): Promise<RowCounts> {
    const counts = WRITTEN.map((table) => `(SELECT COUNT(*) FROM ${table}) AS ${table}`);
    const [row] = await this.app.sql.rows(`SELECT ${counts.join(', ')}`);
    return { ...row } as unknown as RowCounts;
  }

  /** The only row of a table that fits. */
  async theRow(table: string, where: string, ...params: (string | number)[]): Promise<SqlRow> {
    const rows = await this.app.sql.rows(`SELECT * FROM ${table} WHERE ${where}`, params);
    expect(rows).toHaveLength(1);
    return rows[0]!;
  }

  /** The ids of an enterprise's admins, sorted. */
  async adminsOf(enterpriseId: string): Promise<string[]> {
    const sql = `SELECT user_id FROM enterprise_users WHERE enterprise_id = ? AND role = 'admin' ORDER BY user_id`;
    return (await this.app.sql.rows(sql, [enterpriseId])).map((row) => String(row.user_id));
  }
}
