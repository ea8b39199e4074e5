import { escape } from 'mysql2';
import { newId } from '../../src/common/ids.js';
import { batch, type ConnectionPool, prepared, values } from './connection-pool.js';
import { presentMade } from './presentation.js';
import { Refusal } from './refusal.js';
import { assertActive, PARENT, TAKE_PLACE } from './statements.js';
import type { Currencies } from './store.js';
import type { NewOrganization } from './validation.js';

/** Three round trips: one reads, one writes, and one commits where the limit was not reached. */
export function mysqlManaged(
  pool: ConnectionPool,
  currencies: Currencies,
  parent: string,
  input: NewOrganization,
): Promise<object> {
  return pool.use(async (connection) => {
    const [above] = await prepared(connection, PARENT, [parent]);
    assertActive(above);
    const [id, now, currency] = [newId(), Date.now(), above.currency_id!];
    const row = values(id, parent, input.name, input.sub_domain, now, now, 1, currency);
    const annotations = (input.annotations ?? []).map(({ key, value }) => values(id, key, value ?? null));
    try {
      const results = await batch(connection, [
        'START TRANSACTION',
        `INSERT INTO organization (id, parent_id, name, sub_domain, created_at, activated_at, managed, currency_id)
          VALUES ${row}`,
        ...(annotations.length === 0 ? [] : [`INSERT INTO organization_annotation VALUES ${annotations.join(',')}`]),
        TAKE_PLACE.replace('?', () => escape(parent)),
      ]);
      if (results.at(-1)!.affectedRows === 0) throw new Refusal(422, 'organization_limit_reached');
      await batch(connection, ['COMMIT']);
    } catch (error) {
      await batch(connection, ['ROLLBACK']);
      throw (error as { errno?: number }).errno === 1062 ? new Refusal(422, 'validation_error') : error;
    }
    return presentMade({ id, created_at: now, activated_at: now, currency_id: currency }, input, currencies);
  });
}
