import { EventSequencer } from '../../../src/audit/event-sequencer.service.js';
import { loadEnv } from '../../../src/config/env.js';
import type { Organization } from '../../../src/organization/organization.js';
import { DeliverySettings } from '../../../src/webhook/delivery/delivery-settings.js';
import { WebhookSecrets } from '../../../src/webhook/secrets/webhook-secrets.js';
import type { Overrides, TestDatabase } from '../database/databases.js';
import type { Sql, SqlRow, Value } from '../database/sql.js';
import { startApp, type TestApp } from '../harness.js';
import type { Factories } from '../scenes/factories.js';
import { createEnterprise } from '../scenes/installation.js';
import { Stage } from '../scenes/stage.js';
import { until } from '../until.js';
import { insertEndpoint, type MadeEndpoint } from './made-endpoint.js';

/** 32 bytes in base64. */
export const SECRETS_KEY = Buffer.alloc(32, 7).toString('base64');

/** An installation that delivers to this machine at once. */
export const DELIVERING = {
  SEQUENCE_EVERY_MS: '10',
  WEBHOOKS_EVERY_MS: '50',
  WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8',
  SECRETS_KEY,
};

/** An application that delivers, with an organization in which something can happen. */
export class WebhookScene {
  private constructor(
    private readonly stage: Stage,
    readonly root: Organization,
    readonly token: string,
  ) {}

  static async open(database: TestDatabase, overrides: Overrides = {}): Promise<WebhookScene> {
    const stage = await Stage.open(database, { ...DELIVERING, ...overrides });
    const { organization, token } = await stage.root();
    const scene = new WebhookScene(stage, organization, token);
    // What was made until here is heard of by no endpoint of a test.
    await scene.sequence();
    return scene;
  }

  get app(): TestApp {
    return this.stage.app;
  }

  get sql(): Sql {
    return this.stage.app.sql;
  }

  get make(): Factories {
    return this.stage.make;
  }

  get variables(): Record<string, string> {
    return this.stage.variables;
  }

  replica(overrides: Record<string, string> = {}): Promise<TestApp> {
    return startApp(loadEnv({ ...this.variables, ...overrides }));
  }

  /** Other times than those that are promised, so that a test need not wait for them. */
  times(times: Partial<Omit<DeliverySettings, 'everyMs' | 'concurrency'>>, app = this.app): void {
    Object.assign(app.app.get(DeliverySettings, { strict: false }), times);
  }

  /** An endpoint of the organization; of the operator for ''. */
  endpoint(url: string, organizationId = this.root.id, columns: SqlRow = {}): Promise<MadeEndpoint> {
    return insertEndpoint(this.app, url, organizationId, columns);
  }

  seal(secret: string, endpointId: string): Promise<string> {
    return this.app.app.get(WebhookSecrets, { strict: false }).seal(secret, endpointId);
  }

  /** Something happens in the organization: the id of its event. */
  async event(organization = this.root, app = this.app): Promise<string> {
    const answer = await app.call<{ enterpriseId: string }>(createEnterprise(organization, this.token));
    const [event] = await this.sql.rows(
      "SELECT id FROM audit_events WHERE action = 'enterprise.created' AND subject_id = ?",
      [answer.body.enterpriseId],
    );
    return String(event!.id);
  }

  /** Events get their places now. */
  sequence(app = this.app): Promise<void> {
    return app.app.get(EventSequencer, { strict: false }).catchUp({ signal: AbortSignal.timeout(10_000) });
  }

  async delivery({ id }: { readonly id: string }, eventId: string): Promise<SqlRow | undefined> {
    const [row] = await this.sql.rows('SELECT * FROM webhook_deliveries WHERE endpoint_id = ? AND event_id = ?', [
      id,
      eventId,
    ]);
    return row;
  }

  /** Waits until a delivery has these columns; gives the row. */
  delivered(endpoint: { readonly id: string }, eventId: string, columns: SqlRow, within = 10_000): Promise<SqlRow> {
    return until(
      `the delivery is ${JSON.stringify(columns)}`,
      async () => {
        const row = await this.delivery(endpoint, eventId);
        if (row && Object.entries(columns).every(([name, value]) => row[name] === value)) return row;
        throw new Error(JSON.stringify(row));
      },
      { within },
    );
  }

  async value(sql: string, params: readonly Value[] = []): Promise<Value> {
    const [row] = await this.sql.rows(sql, params);
    return Object.values(row ?? {})[0] ?? null;
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}
