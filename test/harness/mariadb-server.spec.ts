import { existsSync, readdirSync } from 'node:fs';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { PrivateMariaDb } from '../support/database/mariadb-server.js';
import { describeWithPrivateMariaDb } from '../support/database/private-mariadb.js';

describeWithPrivateMariaDb('a private MariaDB', () => {
  let server: PrivateMariaDb;

  beforeAll(async () => {
    server = await PrivateMariaDb.start();
  });

  afterAll(() => server.stop());

  async function asking<T>(url: string, sql: string): Promise<T> {
    const connection = await createConnection({ uri: url, multipleStatements: true });
    try {
      return (await connection.query(sql))[0] as T;
    } finally {
      await connection.end();
    }
  }

  it('lets the application into databases of its own and nowhere else', async () => {
    await asking(`${server.appUrl}/`, 'CREATE DATABASE t_mine');
    await expect(asking(`${server.appUrl}/`, 'CREATE DATABASE another')).rejects.toThrow(/denied/);
    await expect(asking(`${server.appUrl}/mysql`, 'SELECT 1')).rejects.toThrow(/denied/);
  });

  it('is back on the same port, with what was acknowledged, after a kill -9', async () => {
    await asking(`${server.appUrl}/t_mine`, 'CREATE TABLE seen (n INT); INSERT INTO seen VALUES (5)');
    const { pid } = server;
    await server.kill();
    await expect(asking(`${server.appUrl}/t_mine`, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    await server.restart();
    expect(server.pid).not.toBe(pid);
    expect(await asking(`${server.appUrl}/t_mine`, 'SELECT n FROM seen')).toEqual([{ n: 5 }]);
  });

  // Protects the tmpdir of its own: a server that starts empties its tmpdir, and one whose tables vanish there crashes.
  it('keeps its temporary tables while another one starts', async () => {
    const connection = await createConnection(`${server.appUrl}/t_mine`);
    await connection.query('CREATE TEMPORARY TABLE passing (n INT) ENGINE = Aria');
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@tmpdir AS at');
    const tables = () => readdirSync(String(row?.at)).filter((name) => name.startsWith('#sql'));
    const before = tables();
    expect(before.length).toBeGreaterThan(0);
    const another = await PrivateMariaDb.start();
    await another.stop();
    expect(tables()).toEqual(before);
    await connection.end();
  });

  it('leaves nothing behind', async () => {
    const [row] = await asking<{ at: string }[]>(`${server.adminUrl}/`, 'SELECT @@datadir AS at');
    expect(existsSync(row?.at ?? '')).toBe(true);
    await server.stop();
    expect(existsSync(row?.at ?? '')).toBe(false);
  });
});
