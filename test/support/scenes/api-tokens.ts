import { secretHash } from '../../../src/token/token.js';
import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import type { FreshDatabase, Overrides, TestDatabase } from '../database/databases.js';
import type { Factories } from './factories.js';
import type { TestApp } from '../harness.js';
import { Stage } from './stage.js';
import type { Refused } from './managed-organizations.js';

/** The published APIToken object. */
export interface ApiTokenBody {
  readonly id: string;
  readonly name: string;
  readonly organization_id: string | null;
  readonly authorized_ip_addresses: readonly string[];
  readonly expires_at: number | null;
  readonly rate_limit: number;
  readonly scopes: readonly string[];
  readonly secret: string | null;
}

/** What an endpoint of the family may answer, as far as the tests reach into it. */
export interface TokenAnswer extends Refused {
  readonly api_token: ApiTokenBody;
  readonly annotations: readonly unknown[];
}

export interface TokenPage extends Refused {
  readonly pagination: Record<string, unknown>;
  readonly api_tokens: readonly ApiTokenBody[];
}

export const NOT_FOUND =
  '{"error":{"code":"api_token_not_found","description":"No API token was found matching any of the criteria provided in the arguments.","detail":{}}}';

/** An application with one activated root organization and a token of it that may do everything there. */
export class TokenScene {
  private constructor(
    private readonly stage: Stage,
    readonly root: Organization,
    readonly token: string,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<TokenScene> {
    const stage = await Stage.open(database, overrides);
    const { organization, token } = await stage.root();
    return new TokenScene(stage, organization, token);
  }

  get app(): TestApp {
    return this.stage.app;
  }

  get make(): Factories {
    return this.stage.make;
  }

  get fresh(): FreshDatabase {
    return this.stage.fresh;
  }

  close(): Promise<void> {
    return this.stage.close();
  }

  list(organization: Organization, query = '', call: Partial<Call> = {}): Promise<Answer<TokenPage>> {
    const url = `/core/v1/organizations/${organization.id}/api_tokens${query}`;
    return this.app.call<TokenPage>({ method: 'GET', url, token: this.token, ...call });
  }

  /** Creates a token of the root, with a name and a scope unless overridden. */
  create(properties: object = {}, call: Partial<Call> = {}, organization = this.root): Promise<Answer<TokenAnswer>> {
    const url = `/core/v1/organizations/${organization.id}/api_tokens`;
    const json = { properties: { name: 'backend', scopes: ['enterprises'], ...properties } };
    return this.app.call<TokenAnswer>({ method: 'POST', url, token: this.token, json, ...call });
  }

  update(id: string, properties: object, call: Partial<Call> = {}): Promise<Answer<TokenAnswer>> {
    const url = `/core/v1/api_tokens/${id}`;
    return this.app.call<TokenAnswer>({ method: 'PATCH', url, token: this.token, json: { properties }, ...call });
  }

  delete(id: string, call: Partial<Call> = {}): Promise<Answer<TokenAnswer>> {
    return this.app.call<TokenAnswer>({
      method: 'DELETE',
      url: `/core/v1/api_tokens/${id}`,
      token: this.token,
      ...call,
    });
  }

  regenerate(id: string, call: Partial<Call> = {}): Promise<Answer<TokenAnswer>> {
    const url = `/core/v1/api_tokens/${id}/regenerate_secret`;
    return this.app.call<TokenAnswer>({ method: 'POST', url, token: this.token, ...call });
  }

  /** The three ways to change one token, each with the same caller; what they say, and expecting no effect. */
  async refusedAll(id: string, call: Partial<Call>): Promise<Record<'update' | 'delete' | 'regenerate', string>> {
    const before = await this.state();
    const answers = {
      update: (await this.update(id, { name: 'other' }, call)).text,
      delete: (await this.delete(id, call)).text,
      regenerate: (await this.regenerate(id, call)).text,
    };
    expect(await this.state()).toEqual(before);
    return answers;
  }

  /** Whether this secret is accepted: whatever the call is answered, the token is known. */
  async works(secret: string | null): Promise<boolean> {
    const url = `/core/v1/organizations/${this.root.id}`;
    const { body } = await this.app.call<Refused>({ method: 'GET', url, token: secret ?? '' });
    return (body as Partial<Refused>).error?.code !== 'invalid_api_token';
  }

  /** Everything that a refusal must leave alone: the tokens, the audit, and what was done under a key. */
  async state(): Promise<unknown> {
    const tokens = await this.app.sql.rows(
      'SELECT id, name, secret_hash, scopes, networks, expires_at, revoked_at, annotations_hash FROM access_tokens ORDER BY id',
    );
    const annotations = await this.app.sql.rows(
      'SELECT access_token_id, position, name, value FROM access_token_annotations ORDER BY access_token_id, position',
    );
    // That a token was refused is written beside the request, some time later: it is no effect of what was asked.
    const audits = await this.app.sql.count('audit_events', "action <> 'token.refused'");
    return { tokens, annotations, audits, keys: await this.app.sql.count('idempotency_records') };
  }

  /** The id of the token that has this secret. */
  async idOf(secret: string): Promise<string> {
    const rows = await this.app.sql.rows('SELECT id FROM access_tokens WHERE secret_hash = ?', [secretHash(secret)]);
    return String(rows[0]?.id);
  }

  /** The audit of a token, oldest first. */
  audit(id: string) {
    return this.app.sql.rows(
      'SELECT action, actor_kind, organization_id, data FROM audit_events WHERE subject_id = ? ORDER BY id',
      [id],
    );
  }

  /** Every value of every row of the whole database, in one text. */
  async dump(): Promise<string> {
    const { sql, env } = this.app;
    const names = await sql.rows(
      env.DATABASE_URL === undefined
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    const tables = await Promise.all(names.map(({ name }) => sql.rows(`SELECT * FROM ${String(name)}`)));
    return JSON.stringify(tables);
  }
}
