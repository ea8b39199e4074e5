import { createPool, type Pool } from 'mysql2/promise';
import { describeOnMariaDb, type FreshDatabase } from '../support/database/databases.js';
import { TcpProxy } from '../support/database/tcp-proxy.js';
import { until } from '../support/until.js';

// The fault tests believe this proxy, so it is tested like a part of the product.
describeOnMariaDb('the proxy', (database) => {
  let blank: FreshDatabase;
  let proxy: TcpProxy;
  let pool: Pool;

  beforeEach(async () => {
    blank = await database.blank();
    const direct = blank.env.DATABASE_URL ?? '';
    proxy = await TcpProxy.before(direct);
    pool = createPool({ uri: proxy.url(direct), connectionLimit: 4, multipleStatements: true, connectTimeout: 500 });
    await pool.query('CREATE TABLE seen (n INT PRIMARY KEY)');
  });

  afterEach(async () => {
    await proxy.close();
    await pool.end().catch(() => undefined);
    await blank.drop();
  });

  it('passes statements and counts connections', async () => {
    await pool.query(`INSERT INTO seen VALUES (1), (2) /* ${'x'.repeat(200_000)} */`);
    expect((await pool.query('SELECT n FROM seen ORDER BY n'))[0]).toEqual([{ n: 1 }, { n: 2 }]);
    expect(proxy.connections()).toBe(1);
  });

  it('holds the statement that matches and lets other connections go on', async () => {
    const hold = proxy.holdNextStatementMatching(/^START TRANSACTION/);
    const late = pool.query('START TRANSACTION; INSERT INTO seen VALUES (7); COMMIT');
    expect(await hold.held).toContain('VALUES (7)');
    expect((await pool.query('SELECT n FROM seen'))[0]).toEqual([]);
    hold.release();
    await late;
    expect((await pool.query('SELECT n FROM seen'))[0]).toEqual([{ n: 7 }]);
  });

  it('loses the answer to a statement that was carried out', async () => {
    const lost = proxy.loseAnswerToNextStatementMatching(/COMMIT/);
    await expect(pool.query('START TRANSACTION; INSERT INTO seen VALUES (8); COMMIT')).rejects.toThrow();
    await lost;
    expect((await pool.query('SELECT n FROM seen'))[0]).toEqual([{ n: 8 }]);
  });

  it('pauses everything and goes on where it was', async () => {
    proxy.set('pause');
    let answered = false;
    const late = pool.query('INSERT INTO seen VALUES (9)').then(() => (answered = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    proxy.set('pass');
    await late;
  });

  it('refuses, resets and swallows', async () => {
    proxy.set('refuse');
    proxy.reset();
    await until('the connections are gone', () => proxy.connections() === 0);
    await expect(pool.query('SELECT 1')).rejects.toThrow();
    proxy.set('black-hole');
    await expect(pool.query('SELECT 1')).rejects.toThrow(/ETIMEDOUT/);
    proxy.set('pass');
    await pool.query('SELECT 1');
  });
});
