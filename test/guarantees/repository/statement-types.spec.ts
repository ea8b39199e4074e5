import type { EntityManager } from 'typeorm';
import type { EntityWriter } from '../../../src/database/entity-manager.js';
import { type Reader, sql, type Tx } from '../../../src/database/statement.js';
import { UserEntity } from '../../../src/user/user.entity.js';

const ids = sql<{ id: string }>('SELECT id FROM users', []);
const counted = sql<{ n: number }>('SELECT COUNT(*) AS n FROM users', []);

/** Only compiled: each expected error is one that the compiler must find. */
async function misuses(reader: Reader, tx: Tx): Promise<void> {
  const [users, [count]] = await reader.read(ids, counted);
  const [typed] = await tx.query(counted);
  const [unread] = await tx.query(sql('DELETE FROM users', []));
  const valid: unknown[] = [users[0]?.id, count?.n, typed[0]?.n] satisfies (string | number | undefined)[];
  const queued = tx.queue(counted);
  valid.push(queued.rows[0]?.n satisfies number | undefined);
  // @ts-expect-error -- the rows of a queued statement have its type, too
  valid.push(queued.rows[0]?.id);
  // @ts-expect-error -- the row has no such column
  valid.push(users[0]?.emial);
  // @ts-expect-error -- the row may not be there
  valid.push(users[0].id);
  // @ts-expect-error -- the column is a number
  valid.push(count satisfies { n: string } | undefined);
  // @ts-expect-error -- there is no third statement
  valid.push((await reader.read(ids, counted))[2]);
  // @ts-expect-error -- a statement without a row type gives no rows
  valid.push(unread[0]!.id);
  valid.push(unread satisfies never[]);
  const [untyped] = await reader.read({ sql: 'SELECT id FROM users', params: [] });
  // @ts-expect-error -- without a type a row has no columns
  valid.push(untyped[0]?.id);
  // @ts-expect-error -- the drivers give no booleans
  valid.push(sql<{ erased: boolean }>('SELECT erased FROM users', []));
  // @ts-expect-error -- only Database.write makes a transaction
  valid.push(reader satisfies Tx);
}

/** The same of the entity manager. */
async function misusedManager(reader: Reader, tx: Tx): Promise<void> {
  const user = await reader.manager.findOneBy(UserEntity, { id: '' });
  const valid: unknown[] = [user?.email];
  // @ts-expect-error -- the entity has no such member
  await reader.manager.findOneBy(UserEntity, { emial: '' });
  // @ts-expect-error -- the member is a number
  await tx.manager.update(UserEntity, { id: '' }, { erasedAt: 'now' });
  // @ts-expect-error -- every column is given
  await tx.manager.insert(UserEntity, { id: '' });
  // @ts-expect-error -- the row may not be there
  valid.push(user.email);
  // @ts-expect-error -- outside of a transaction nothing is written
  valid.push(reader.manager satisfies EntityWriter);
  // @ts-expect-error -- a lock is a statement's
  await tx.manager.findOne(UserEntity, { where: { id: '' }, lock: { mode: 'pessimistic_write' } });
  // @ts-expect-error -- save() overwrites an existing row in silence
  valid.push(tx.manager satisfies Pick<EntityManager, 'save'>);
}

describe('a statement', () => {
  it('gives rows of its declared type alone', () => {
    expect([misuses, misusedManager]).toHaveLength(2);
  });

  it('holds the text, the values and the options, and nothing else', () => {
    expect(sql<{ id: string }>('SELECT id FROM users WHERE id = ?', ['a'])).toEqual({
      sql: 'SELECT id FROM users WHERE id = ?',
      params: ['a'],
    });
    expect(sql('DELETE FROM users', [], { rows: 1 })).toEqual({ sql: 'DELETE FROM users', params: [], rows: 1 });
  });
});
