import type { PoolConnection } from 'mysql2';
import { sha256 } from '../../src/common/digest.js';
import { newId } from '../../src/common/ids.js';
import { batch, type ConnectionPool, prepared, type Row, values } from './connection-pool.js';
import { Refusal } from './refusal.js';
import type { NewEnterprise } from './validation.js';

/** Everything that must be known ahead of the write, in one round trip of look-ups by unique keys. */
const READ = `SELECT o.activated_at, o.suspended, e.id AS enterprise_id, e.user_id AS enterprise_user_id, e.request_hash,
  u.id AS user_id FROM organization o LEFT JOIN enterprise e ON e.organization_id = o.id AND e.key_hash = ?
  LEFT JOIN user u ON u.email = ? WHERE o.id = ?`;
const LIST = `SELECT id, name FROM enterprise FORCE INDEX (ix_enterprise_organization) WHERE organization_id = ?
  ORDER BY id DESC LIMIT ?`;
const AGAIN = new Set([1062, 1205, 1213]);
const TRIES = 4;

export interface Created {
  readonly enterpriseId: string;
  readonly userId: string;
}

/** Two round trips: one reads, one writes and commits. A key that is lost to another request is read again. */
export function createEnterprise(
  pool: ConnectionPool,
  organization: string,
  input: NewEnterprise,
  body: string,
): Promise<Created> {
  const order = { organization, input, keyHash: sha256(input.idempotencyKey), requestHash: sha256(body) };
  return pool.use(async (connection) => {
    for (let tries = 1; ; tries++) {
      const [row] = await prepared(connection, READ, [order.keyHash, input.email, organization]);
      const known = replay(row, order.requestHash);
      if (known) return known;
      try {
        return await write(connection, order, row!.user_id as string | null);
      } catch (error) {
        await batch(connection, ['ROLLBACK']);
        if (tries === TRIES || !AGAIN.has((error as { errno?: number }).errno ?? 0)) throw error;
      }
    }
  });
}

function replay(row: Row | undefined, requestHash: string): Created | undefined {
  if (row === undefined) throw new Refusal(404, 'organization_not_found');
  if (row.activated_at === null) throw new Refusal(403, 'organization_not_activated');
  if (row.suspended === 1) throw new Refusal(403, 'organization_suspended');
  if (row.enterprise_id === null) return undefined;
  if (row.request_hash !== requestHash) throw new Refusal(409, 'idempotency_key_conflict');
  return { enterpriseId: String(row.enterprise_id), userId: String(row.enterprise_user_id) };
}

interface Order {
  readonly organization: string;
  readonly input: NewEnterprise;
  readonly keyHash: string;
  readonly requestHash: string;
}

async function write(connection: PoolConnection, order: Order, known: string | null): Promise<Created> {
  const { organization, input, keyHash, requestHash } = order;
  const [enterpriseId, userId, now] = [newId(), known ?? newId(), Date.now()];
  const admins = [...new Set([userId, ...input.additionalAdmins])];
  const identifiers = input.thirdPartyIdentifier ?? [];
  const enterprise = values(enterpriseId, organization, userId, input.email, keyHash, requestHash, now);
  await batch(connection, [
    'START TRANSACTION',
    ...(known === null ? [`INSERT INTO user (id, email, created_at) VALUES ${values(userId, input.email, now)}`] : []),
    `INSERT INTO enterprise (id, organization_id, user_id, name, key_hash, request_hash, created_at) VALUES ${enterprise}`,
    `INSERT INTO enterprise_admin VALUES ${admins.map((admin) => values(enterpriseId, admin)).join(',')}`,
    ...(identifiers.length === 0
      ? []
      : [
          `INSERT INTO third_party_identifier VALUES ${identifiers
            .map(({ id, label }, position) => values(enterpriseId, position, id, label))
            .join(',')}`,
        ]),
    'COMMIT',
  ]);
  return { enterpriseId, userId };
}

export async function listEnterprises(pool: ConnectionPool, organization: string, limit: number): Promise<object> {
  const rows = await pool.read(LIST, [organization, limit]);
  return { enterprises: rows.map(({ id, name }) => ({ id, name })) };
}
