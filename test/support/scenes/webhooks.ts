import type { Organization } from '../../../src/organization/organization.js';
import type { Answer, Call } from '../answers.js';
import type { FreshDatabase, Overrides, TestDatabase } from '../database/databases.js';
import type { SqlRow } from '../database/sql.js';
import type { TestApp } from '../harness.js';
import type { Factories } from './factories.js';
import type { Refused } from './managed-organizations.js';
import { Stage } from './stage.js';

/** The object of a webhook endpoint. */
export interface WebhookEndpointBody {
  readonly id: string;
  readonly organization_id: string | null;
  readonly url: string;
  readonly description: string | null;
  readonly types: readonly string[];
  readonly enabled: boolean;
  readonly disabled_reason: string | null;
  readonly failing_since: number | null;
  readonly previous_secret_until: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly secret: string | null;
}

export interface WebhookDeliveryBody {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly next_attempt_at: number | null;
  readonly finished_at: number | null;
}

/** What an endpoint of the family may answer, as far as the tests reach into it. */
export interface WebhookAnswer extends Refused {
  readonly webhook_endpoint: WebhookEndpointBody;
  readonly webhook_delivery: WebhookDeliveryBody;
}

export interface WebhookPage extends Refused {
  readonly pagination: Record<string, unknown>;
  readonly webhook_endpoints: readonly WebhookEndpointBody[];
  readonly webhook_deliveries: readonly WebhookDeliveryBody[];
  readonly next_cursor: string | null;
}

export const URL_OF_RECEIVER = 'https://example.com/webhooks';

/** An application with one activated root organization and a token of it that may do everything there. */
export class WebhookScene {
  private constructor(
    private readonly stage: Stage,
    readonly root: Organization,
    readonly token: string,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<WebhookScene> {
    const stage = await Stage.open(database, overrides);
    const { organization, token } = await stage.root();
    return new WebhookScene(stage, organization, token);
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

  /** Creates an endpoint of the root, or of another organization. */
  create(members: object = {}, call: Partial<Call> = {}, organization = this.root): Promise<Answer<WebhookAnswer>> {
    const url = `/core/v1/organizations/${organization.id}/webhook_endpoints`;
    const json = { url: URL_OF_RECEIVER, ...members };
    return this.app.call<WebhookAnswer>({ method: 'POST', url, token: this.token, json, ...call });
  }

  list(query = '', call: Partial<Call> = {}, organization = this.root): Promise<Answer<WebhookPage>> {
    const url = `/core/v1/organizations/${organization.id}/webhook_endpoints${query}`;
    return this.app.call<WebhookPage>({ method: 'GET', url, token: this.token, ...call });
  }

  /** A request about one endpoint. */
  about(
    id: string,
    method: Call['method'],
    path = '',
    json?: object,
    call: Partial<Call> = {},
  ): Promise<Answer<WebhookAnswer>> {
    const url = `/core/v1/webhook_endpoints/${id}${path}`;
    return this.app.call<WebhookAnswer>({ method, url, token: this.token, ...(json && { json }), ...call });
  }

  deliveries(id: string, query = '', call: Partial<Call> = {}): Promise<Answer<WebhookPage>> {
    const url = `/core/v1/webhook_endpoints/${id}/deliveries${query}`;
    return this.app.call<WebhookPage>({ method: 'GET', url, token: this.token, ...call });
  }

  /** Makes a delivery that has ended, as the process that sends would have left it. */
  async ended(endpointId: string, state: 'succeeded' | 'failed'): Promise<string> {
    const { body } = await this.about(endpointId, 'POST', '/test', {});
    await this.app.sql.execute(
      'UPDATE webhook_deliveries SET state = ?, attempts = 10, next_attempt_at = NULL, finished_at = ? WHERE event_id = ?',
      [state, Date.now(), body.webhook_delivery.id],
    );
    return body.webhook_delivery.id;
  }

  row(id: string): Promise<SqlRow | undefined> {
    return this.app.sql.rows('SELECT * FROM webhook_endpoints WHERE id = ?', [id]).then(([row]) => row);
  }

  /** What an answer that is refused must leave alone: endpoints, deliveries and events, but for that of the refusal. */
  state(): Promise<readonly (readonly SqlRow[])[]> {
    return Promise.all([
      this.app.sql.rows('SELECT * FROM webhook_endpoints ORDER BY id'),
      this.app.sql.rows('SELECT * FROM webhook_deliveries ORDER BY endpoint_id, event_id'),
      this.app.sql.rows("SELECT id FROM audit_events WHERE action <> 'token.refused' ORDER BY id"),
    ]);
  }

  /** The events about an endpoint, oldest first. */
  audit(id: string): Promise<readonly SqlRow[]> {
    return this.app.sql.rows(
      `SELECT action, organization_id, subject_type, data FROM audit_events WHERE subject_id = ? ORDER BY at, id`,
      [id],
    );
  }
}
