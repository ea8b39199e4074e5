import { newId } from '../../../src/common/ids.js';
import { RowCountError } from '../../../src/database/database-errors.js';
import { sql } from '../../../src/database/statement.js';
import { testDatabases } from '../../support/database/databases.js';
import { figures } from '../../support/scenes/figures.js';
import { adding, counting, GateAlone, marking } from '../../support/database/gate.js';
import { race } from '../../support/until.js';

class ThrownAway extends Error {}

const unavailable = expect.objectContaining({ code: 'unavailable' }) as unknown;

describe.each(testDatabases())('the gate to $name', (kind) => {
  let gate: GateAlone;

  beforeAll(async () => {
    gate = await GateAlone.open(kind);
  });

  afterAll(() => gate.close());

  // Protects the gate itself: on one shared connection rows of others vanish with a transaction that is rolled back,
  // and are read before they are committed. On MariaDB a thousand would outlast the wait for a connection.
  it('keeps what parallel transactions commit, and nothing of those that are thrown away', async () => {
    const writers = kind.name === 'sqlite' ? 1_000 : 200;
    const started = performance.now();
    const seen: Promise<number>[] = [];
    const outcomes = await race(writers, async (number) => {
      const id = newId();
      const writing = gate.database.write(gate.ctx, async (tx) => {
        tx.queue(adding('half', id));
        await tx.flush();
        tx.queue(marking(id, 'whole'));
        await tx.flush();
        if (number % 10 === 0) throw new ThrownAway();
      });
      if (number % 20 === 5) seen.push(gate.marked('half'));
      return writing.then(
        () => 'committed',
        (error: unknown) => (error instanceof ThrownAway ? 'thrown away' : String(error)),
      );
    });

    const kept = (writers / 10) * 9;
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(kept);
    expect(outcomes.filter((outcome) => outcome === 'thrown away')).toHaveLength(writers - kept);
    expect(await gate.sql.count('users')).toBe(kept);
    expect(await gate.committed('whole')).toBe(kept);
    expect(new Set(await Promise.all(seen))).toEqual(new Set([0]));
    figures(`the gate to ${kind.name}`, {
      transactions: writers,
      kept,
      'in ms': Math.round(performance.now() - started),
    });
  });

  // Protects what is read under a lock: outside of a transaction the lock would be gone at once.
  it('refuses a lock outside of an open transaction, and takes it in one', async () => {
    const locked = sql<{ id: string }>('SELECT id FROM users WHERE id = ? FOR UPDATE', [newId()]);
    const refused = 'FOR UPDATE locks nothing outside of a transaction: send it by tx.query';
    const { database, ctx } = gate;

    await expect(database.read(ctx, (reader) => reader.read(locked))).rejects.toThrow(refused);
    await expect(database.write(ctx, (tx) => tx.read(locked))).rejects.toThrow(refused);
    expect(await database.write(ctx, (tx) => tx.query(locked))).toEqual([[]]);
    const begun = await database.write(ctx, async (tx) => {
      await tx.query(counting('locked'));
      return tx.read(locked);
    });
    expect(begun).toEqual([[]]);
  });

  // Protects who gets which rows: those of statements that were queued before are not the answer.
  it('gives the rows of the statements that are asked for, behind those that were queued', async () => {
    const id = newId();
    const found = await gate.database.write(gate.ctx, async (tx) => {
      tx.queue(counting('queued'));
      tx.queue(adding('queued', id));
      const byId = sql<{ first_name: string }>('SELECT first_name FROM users WHERE id = ?', [id]);
      const before = await tx.query(byId);
      tx.queue(marking(id, 'committed'));
      return [before, await tx.query(), await tx.flushAndCommit(byId)];
    });

    expect(found).toEqual([[[{ first_name: 'queued' }]], [], [[{ first_name: 'committed' }]]]);
    expect(await gate.committed('committed')).toBe(1);
  });

  // Protects what is decided by the rows of one of several queued statements: they are its own, wherever it was queued.
  it('gives a queued statement its own rows once it has been sent, and none before', async () => {
    const id = newId();
    const byId = sql<{ first_name: string }>('SELECT first_name FROM users WHERE id = ?', [id]);
    const read = await gate.database.write(gate.ctx, async (tx) => {
      const before = tx.queue(byId);
      expect(() => before.rows).toThrow('It has no rows before it has been sent: SELECT first_name FROM users');
      const insert = tx.queue(adding('own rows', id));
      const after = tx.queue(byId);
      await tx.flush();
      tx.queue(marking(id, 'changed'));
      const last = tx.queue(byId);
      await tx.flushAndCommit();
      return [before.rows, insert.rows, after.rows, last.rows];
    });

    expect(read).toEqual([[], [], [{ first_name: 'own rows' }], [{ first_name: 'changed' }]]);
  });

  // Protects ROLLBACK after a step that did not touch its row, wherever in the batch it is.
  it('rolls everything back when one step does not touch its row', async () => {
    const writing = gate.database.write(gate.ctx, async (tx) => {
      tx.queue(adding('before'));
      tx.queue(marking(newId(), 'nobody'));
      tx.queue(adding('after'));
      await tx.flushAndCommit();
    });
    await expect(writing).rejects.toBeInstanceOf(RowCountError);
    // What is open still would be committed by the next to begin on the same connection.
    await race(16, () => gate.database.write(gate.ctx, async (tx) => tx.queue(adding('next'))));
    expect(await gate.committed('next')).toBe(16);
    expect((await gate.committed('before')) + (await gate.committed('after'))).toBe(0);
  });

  // Protects Transaction.refuseAfterDeadline: a client that got 503 must not find its row later.
  it.each(['commit', 'finish'] as const)('commits nothing after the deadline, not by %s either', async (way) => {
    const deadline = new AbortController();
    const ended = new Promise<void>((resolve) => {
      const writing = gate.database.write({ signal: deadline.signal }, async (tx) => {
        tx.queue(adding('late'));
        await tx.flush();
        deadline.abort();
        // The waiting caller has been answered by now, and the work goes on nevertheless.
        await new Promise((goOn) => setImmediate(goOn));
        if (way === 'commit') return;
        tx.queue(adding('late'));
        await tx.flushAndCommit().finally(resolve);
      });
      void expect(writing)
        .rejects.toEqual(unavailable)
        .then(() => (way === 'commit' ? resolve() : undefined));
    });
    await ended;
    expect(await gate.marked('late')).toBe(0);
    expect(await gate.committed('late')).toBe(0);
  });

  // Protects Database.close: what is under way is finished, what comes later is refused.
  it('lets the work under way finish when it is closed, and nothing new in', async () => {
    const closing = await GateAlone.open(kind);
    let finish = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (finish = resolve));
    const writing = closing.database.write(closing.ctx, async (tx) => {
      tx.queue(adding('last'));
      await tx.flush();
      await waiting;
    });
    const closed = closing.database.close();
    await expect(closing.marked('last')).rejects.toEqual(unavailable);
    finish();
    await Promise.all([writing, closed]);
    expect(await closing.committed('last')).toBe(1);
    await closing.close();
  });
});
