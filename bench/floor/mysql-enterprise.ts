import type { PoolConnection } from 'mysql2';
import { sha256 } from '../../src/common/digest.js';
import { newId } from '../../src/common/ids.js';
import { batch, type ConnectionPool, prepared, values } from './connection-pool.js';
import { assertActive, BEFORE_ENTERPRISE, replay } from './statements.js';
import type { Created } from './store.js';
import type { NewEnterprise } from './validation.js';

const AGAIN = new Set([1062, 1205, 1213]);
const TRIES = 4;

/** Two round trips: one reads, one writes and commits. A key that is lost to another request is read again. */
export function mysqlEnterprise(
  pool: ConnectionPool,
  organization: string,
  input: NewEnterprise,
  body: string,
): Promise<Created> {
  const order = { organization, input, keyHash: sha256(input.idempotencyKey), requestHash: sha256(body) };
  return pool.use(async (connection) => {
    for (let tries = 1; ; tries++) {
      const [row] = await prepared(connection, BEFORE_ENTERPRISE, [order.keyHash, input.email, organization]);
      assertActive(row);
      const known = replay(row, order.requestHash);
      if (known) return known;
      try {
        return await write(connection, order, row.user_id as string | null);
      } catch (error) {
        await batch(connection, ['ROLLBACK']);
        if (tries === TRIES || !AGAIN.has((error as { errno?: number }).errno ?? 0)) throw error;
      }
    }
  });
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
  const enterprise = values(enterpriseId, organization, userId, input.email, keyHash, requestHash, now);
  const admins = [...new Set([userId, ...input.additionalAdmins])].map((admin) => values(enterpriseId, admin));
  const identifiers = (input.thirdPartyIdentifier ?? []).map(({ id, label }, position) =>
    values(enterpriseId, position, id, label),
  );
  await batch(connection, [
    'START TRANSACTION',
    ...(known === null ? [`INSERT INTO user (id, email, created_at) VALUES ${values(userId, input.email, now)}`] : []),
    `INSERT INTO enterprise (id, organization_id, user_id, name, key_hash, request_hash, created_at) VALUES ${enterprise}`,
    `INSERT INTO enterprise_admin VALUES ${admins.join(',')}`,
    ...(identifiers.length === 0 ? [] : [`INSERT INTO third_party_identifier VALUES ${identifiers.join(',')}`]),
    'COMMIT',
  ]);
  return { enterpriseId, userId };
}
