import { DomainError } from '../../../src/common/errors.js';
import { newId } from '../../../src/common/ids.js';
import type { Standing } from '../../../src/common/standing.js';
import { ConstraintError } from '../../../src/database/database-errors.js';
import type { Tx } from '../../../src/database/statement.js';
import { UserEntity } from '../../../src/user/user.entity.js';
import { testDatabases } from '../../support/database/databases.js';
import { adding, counting, GateAlone } from '../../support/database/gate.js';
import { tripsThrough } from '../../support/database/statement-log.js';

class ThrownAway extends Error {}

function person(firstName: string, id = newId()): UserEntity {
  const nulls = { email: null, emailCanonical: null, lastName: null, erasedAt: null };
  return { ...nulls, id, firstName, createdAt: 1_700_000_000_000, version: 1 };
}

describe.each(testDatabases())("the entity manager of $name's gate", (kind) => {
  let gate: GateAlone;

  beforeAll(async () => {
    gate = await GateAlone.open(kind, {}, [UserEntity]);
  });

  afterAll(() => gate.close());

  const write = <T>(work: (tx: Tx) => Promise<T>) => gate.database.write(gate.ctx, work);

  it('writes in the transaction and reads what it has written, in the types of the entity', async () => {
    const ada = person('Ada');
    const found = await write(async ({ manager }) => {
      await manager.insert(UserEntity, ada);
      const { affected } = await manager.update(UserEntity, { id: ada.id }, { firstName: 'Ada L.' });
      const [user] = await manager.find(UserEntity, { where: { id: ada.id } });
      return { affected, user };
    });

    expect(found).toEqual({ affected: 1, user: { ...ada, firstName: 'Ada L.' } });
    const read = await gate.database.read(gate.ctx, ({ manager }) => manager.findOneBy(UserEntity, { id: ada.id }));
    expect(read).toEqual({ ...ada, firstName: 'Ada L.' });
    expect(await gate.committed('Ada L.')).toBe(1);
  });

  // Protects the transaction: on a connection of TypeORM's own, or in a transaction of its own, the rows would stay.
  it('leaves nothing of a transaction that is thrown away', async () => {
    const writing = write(async (tx) => {
      await tx.manager.insert(UserEntity, [person('Gone'), person('Gone')]);
      expect(await tx.manager.countBy(UserEntity, { firstName: 'Gone' })).toBe(2);
      expect(await gate.committed('Gone')).toBe(0);
      throw new ThrownAway();
    });

    await expect(writing).rejects.toThrow(ThrownAway);
    expect(await gate.committed('Gone')).toBe(0);
  });

  // Protects the order: a statement that was queued ahead of the call is seen by it.
  it('sends what is queued ahead of its own statement', async () => {
    const id = newId();
    const seen = await write(async (tx) => {
      tx.queue(adding('Queued', id));
      const before = await tx.manager.existsBy(UserEntity, { id });
      await tx.manager.delete(UserEntity, { id });
      const [[counted]] = await tx.query(counting('Queued'));
      return { before, after: counted?.n };
    });

    expect(seen).toEqual({ before: true, after: 0 });
  });

  it('says what a broken constraint means, as statements do', async () => {
    const id = newId();
    const writing = write(async ({ manager }) => {
      await manager.insert(UserEntity, person('Twice', id));
      await manager.insert(UserEntity, person('Twice', id));
    });

    await expect(writing).rejects.toThrow(ConstraintError);
    expect(await gate.committed('Twice')).toBe(0);
  });

  // Protects the admission: a write of the manager's is a write of the caller's.
  it('commits nothing for a caller who may not do it any more', async () => {
    const standing: Standing = {
      condition: () => ({ sql: '1 = 0', params: [] }),
      recheck: () => {
        throw new DomainError('invalid_token', {});
      },
      withRoleBasis: () => standing,
    };
    const writing = gate.database.write({ ...gate.ctx, standing }, ({ manager }) =>
      manager.insert(UserEntity, person('Refused')),
    );

    await expect(writing).rejects.toMatchObject({ code: 'invalid_token' });
    expect(await gate.committed('Refused')).toBe(0);
  });

  // Protects `updateEntity(false)`: TypeORM's own insertion reads the columns that have a default again on MySQL.
  it('sends an insertion alone, and reads nothing again', async () => {
    const trips = await tripsThrough(gate.dataSource, () =>
      write(({ manager }) => manager.insert(UserEntity, person('Alone'))),
    );

    expect(trips.filter(({ sql }) => /^(INSERT|SELECT) /.test(sql)).map(({ sql }) => sql)).toEqual([
      expect.stringMatching(/^INSERT INTO [`"]users[`"]/),
    ]);
    expect(await gate.committed('Alone')).toBe(1);
  });

  it('begins no transaction of its own', async () => {
    const nested = write(async ({ manager }) => {
      await (manager as unknown as { transaction(work: () => Promise<void>): Promise<void> }).transaction(async () => {
        throw new Error('must not run');
      });
    });

    await expect(nested).rejects.toThrow('The transaction is begun and ended by Database.write');
  });
});
