import { newId } from '../../../src/common/ids.js';
import { newWebhookSecret, WebhookSecrets } from '../../../src/webhook/secrets/webhook-secrets.js';
import type { SqlRow } from '../database/sql.js';
import type { TestApp } from '../harness.js';

export interface MadeEndpoint {
  readonly id: string;
  readonly secret: string;
}

let place = 0;

/** An endpoint of an organization, of the operator for '', with any URL: the API takes none of this machine. */
export async function insertEndpoint(
  { app, sql }: Pick<TestApp, 'app' | 'sql'>,
  url: string,
  organizationId: string,
  columns: SqlRow = {},
): Promise<MadeEndpoint> {
  const [id, secret, now] = [newId(), newWebhookSecret(), Date.now()];
  const row: SqlRow = {
    ...{ id, organization_id: organizationId, place: ++place, url, types: null },
    ...{ secret_sealed: await app.get(WebhookSecrets, { strict: false }).seal(secret, id) },
    ...{ created_at: now, updated_at: now },
    ...columns,
  };
  const names = Object.keys(row);
  const marks = names.map(() => '?').join(', ');
  await sql.execute(`INSERT INTO webhook_endpoints (${names.join(', ')}) VALUES (${marks})`, Object.values(row));
  return { id, secret };
}
