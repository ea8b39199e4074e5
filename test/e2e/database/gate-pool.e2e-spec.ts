import { newId } from '../../../src/common/ids.js';
import { sql } from '../../../src/database/statement.js';
import { describeOnMariaDb } from '../../support/database/databases.js';
import { adding, GateAlone, marking } from '../../support/database/gate.js';
import { race, until } from '../../support/until.js';

const POOL = 4;
const SETTINGS = sql<{ id: number }>(
  `SELECT @@session.sql_mode AS mode, @@session.innodb_lock_wait_timeout AS lock_wait,
  @@session.max_statement_time AS statement, @@session.idle_transaction_timeout AS idle, @@session.tx_isolation AS isolation, CONNECTION_ID() AS id`,
  [],
);

describeOnMariaDb('the pool of connections', (database) => {
  let gate: GateAlone;

  beforeAll(async () => {
    gate = await GateAlone.open(database, { DB_POOL: String(POOL) });
  });

  afterAll(() => gate.close());

  const readers = (hold: (id: number) => Promise<void>) =>
    race(POOL, () =>
      gate.database.read(gate.ctx, async (reader) => {
        const [[session]] = await reader.read(SETTINGS);
        const { id, ...settings } = session!;
        await hold(id);
        return settings;
      }),
    );

  /** Goes on when all connections of the pool are in use at once. */
  function together(): (id: number) => Promise<void> {
    const ids = new Set<number>();
    return async (id) => {
      ids.add(id);
      await until('every connection is in use', () => ids.size === POOL);
    };
  }

  const promised = {
    mode: 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    lock_wait: 5,
    statement: 8,
    idle: 10,
    isolation: 'READ-COMMITTED',
  };

  function sorted(settings: Record<string, unknown>) {
    return { ...settings, mode: String(settings.mode).split(',').sort().join(',') };
  }

  // Protects MysqlPool.begin: the connection that was there before, and each that comes later. Without READ
  // COMMITTED a retry would not see what it was sent back for; without the sql_mode the driver's quoting is unsafe.
  it('gives every connection its settings, the first and all others, and those that replace them', async () => {
    const expected = Array.from({ length: POOL }, () => sorted(promised));
    expect((await readers(together())).map(sorted)).toEqual(expected);

    const ids: number[] = [];
    await readers(async (id) => void ids.push(id));
    for (const id of new Set(ids)) await gate.sql.execute(`KILL ${id}`);
    expect((await readers(together())).map(sorted)).toEqual(expected);
  });

  // Protects the retry of the whole after 1213: InnoDB has thrown the work of one of the two away by then.
  it('runs the one that a deadlock has ended once more, and both are done', async () => {
    const [one, two] = [newId(), newId()];
    await gate.database.write(gate.ctx, async (tx) => {
      tx.queue(adding('one', one));
      tx.queue(adding('two', two));
      await tx.flush();
    });
    let runs = 0;
    const standing = new Set<string>();
    const crossing = (first: string, second: string, mark: string) =>
      gate.database.write(gate.ctx, async (tx) => {
        runs++;
        tx.queue(marking(first, mark));
        await tx.flush();
        standing.add(first);
        await until('each has its first row', () => standing.size === 2);
        tx.queue(marking(second, mark));
        await tx.flush();
      });
    await Promise.all([crossing(one, two, 'left'), crossing(two, one, 'right')]);
    expect(runs).toBe(3);
    const marks = [await gate.committed('left'), await gate.committed('right')].sort();
    expect(marks).toEqual([0, 2]);
  });

  // Protects the destroyed connection: one that is in the middle of a transaction must not serve other work.
  it('throws a connection away whose work was broken off by the deadline', async () => {
    const deadline = new AbortController();
    let id = 0;
    const writing = gate.database.write({ signal: deadline.signal }, async (tx) => {
      const [[row]] = await tx.read(sql<{ id: number }>('SELECT CONNECTION_ID() AS id', []));
      id = row!.id;
      tx.queue(adding('broken off'));
      await tx.flush();
      deadline.abort();
      await new Promise(() => undefined);
    });
    await expect(writing).rejects.toMatchObject({ code: 'unavailable' });
    await until('the connection is gone', async () => {
      return (await gate.sql.count('information_schema.processlist', 'id = ?', [id])) === 0;
    });
    expect(await gate.committed('broken off')).toBe(0);
    await readers(together());
  });

  // Protects idle_transaction_timeout: a process that hangs in the middle of a transaction would keep its locks, and
  // every suspension waiting, until the server's own eight hours are over.
  it('takes the locks from work that has not said a word for ten seconds, and does that work again', async () => {
    const id = newId();
    await gate.database.write(gate.ctx, async (tx) => tx.queue(adding('free', id)));
    let runs = 0;
    let wake = (): void => undefined;
    const woken = new Promise<void>((resolve) => (wake = resolve));
    const hanging = gate.database.write(gate.ctx, async (tx) => {
      tx.queue(marking(id, 'held'));
      await tx.flush();
      if (++runs === 1) await woken;
    });
    await until('the row is locked', () => runs === 1);
    const started = performance.now();
    await gate.sql.execute('SET SESSION innodb_lock_wait_timeout = 25');
    const seen = await gate.sql.rows('SELECT first_name FROM users WHERE id = ? FOR UPDATE', [id]);
    const waited = performance.now() - started;
    expect(seen).toEqual([{ first_name: 'free' }]);
    expect(waited).toBeGreaterThan(8_000);
    expect(waited).toBeLessThan(15_000);

    wake();
    await hanging;
    expect({ runs, held: await gate.committed('held') }).toEqual({ runs: 2, held: 1 });
  });
});
