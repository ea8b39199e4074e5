import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import type { Overrides, TestDatabase } from '../database/databases.js';
import { aSubDomain, type Factories } from './factories.js';
import type { TestApp } from '../harness.js';
import { Stage } from './stage.js';

/** The endpoint with a segment that names nothing, as the clients of core-v1 write it. */
export const P = '/core/v1/organizations/_/managed';

/** The promised body of a 201, as far as the tests reach into it. */
export interface Created {
  readonly organization: { readonly id: string; readonly sub_domain: string } & Record<string, unknown>;
  readonly annotations: readonly { readonly key: string; readonly value: string | null }[];
}

/** The promised body of everything that is refused. */
export interface Refused {
  readonly error: {
    readonly code: string;
    readonly description: string | null;
    readonly detail: Record<string, unknown>;
  };
}

/** All that a creation can leave behind, in numbers. */
export interface Footprint {
  readonly organizations: number;
  readonly annotations: number;
  readonly audits: number;
  /** The counters of all trees together. */
  readonly used: number;
}

export const VALIDATION = 'A validation error occurred with the object that was being created/updated/deleted';

/** The body of a refusal; `description` is the published text, letter for letter. */
export const refusal = (code: string, description: string | null, detail: Record<string, unknown> = {}): Refused => ({
  error: { code, description, detail },
});

/** The body of a 422 for values: its full messages, in their order. */
export const invalid = (...errors: string[]) => refusal('validation_error', VALIDATION, { errors });

/** An application with one activated root organization, and the token of that organization. */
export class Scene {
  private constructor(
    private readonly stage: Stage,
    readonly root: Organization,
    readonly token: string,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<Scene> {
    const stage = await Stage.open(database, overrides);
    const { organization, token } = await stage.root();
    return new Scene(stage, organization, token);
  }

  get app(): TestApp {
    return this.stage.app;
  }

  get make(): Factories {
    return this.stage.make;
  }

  /** The environment variables of this installation, for a process of its own. */
  get variables(): Record<string, string> {
    return this.stage.variables;
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  /** The body of a request that succeeds under the root, with a name of its own each time. */
  body(members: object = {}): Record<string, unknown> {
    return { organization: { id: this.root.id }, name: 'N', sub_domain: aSubDomain(), ...members };
  }

  /** Sends a body that would succeed but for `members`; `call` overrides anything else of the request. */
  create<Body = Created>(members: object = {}, call: Partial<Call> = {}): Promise<Answer<Body>> {
    return this.send<Body>({ json: this.body(members), ...call });
  }

  /** Sends a request to the endpoint, with the root's token unless overridden. */
  send<Body = Created>(call: Partial<Call>): Promise<Answer<Body>> {
    return this.app.call<Body>({ method: 'POST', url: P, token: this.token, ...call });
  }

  /** As `create`, and expects that the request has changed nothing at all and is answered as an error. */
  refused(members: object = {}, call: Partial<Call> = {}): Promise<Answer<Refused>> {
    return this.sendInVain({ json: this.body(members), ...call });
  }

  /** As `send`, and expects that the request has changed nothing at all and is answered as an error. */
  async sendInVain(call: Partial<Call>): Promise<Answer<Refused>> {
    const before = await this.footprint();
    const answer = await this.send<Refused>(call);
    expect({ effect: await this.footprint(), answer: answer.text }).toEqual({ effect: before, answer: answer.text });
    expect(answer.headers).toMatchObject({ 'x-api-schema': 'json-error', 'content-type': 'application/json' });
    return answer;
  }

  async footprint(): Promise<Footprint> {
    const [row] = await this.app.sql.rows(
      `SELECT (SELECT COUNT(*) FROM organizations) AS organizations,
        (SELECT COUNT(*) FROM organization_annotations) AS annotations,
        (SELECT COUNT(*) FROM audit_events WHERE action <> 'token.refused') AS audits,
        (SELECT SUM(managed_count) FROM organization_usage) AS used`,
    );
    return {
      organizations: Number(row?.organizations),
      annotations: Number(row?.annotations),
      audits: Number(row?.audits),
      used: Number(row?.used),
    };
  }

  /** The whole row of an organization. */
  async row(id: string) {
    return (await this.app.sql.rows('SELECT * FROM organizations WHERE id = ?', [id]))[0];
  }

  /** The root's counter, and its limit. */
  async usage(root: Organization) {
    const [row] = await this.app.sql.rows(
      'SELECT managed_count, managed_limit FROM organization_usage WHERE organization_id = ?',
      [root.id],
    );
    return { count: row?.managed_count, limit: row?.managed_limit };
  }
}
