import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { PrivateMariaDb } from './mariadb-server.js';

/**
 * Copies one database with its tables and rows to another server, where the application's user gets the password that it
 * has on the first: after that either server can replace the other, as after a replication that has caught up.
 */
export async function copyDatabase(name: string, from: PrivateMariaDb, to: PrivateMariaDb): Promise<void> {
  const source = await createConnection({ uri: `${from.adminUrl}/${name}`, supportBigNumbers: true });
  const target = await createConnection({ uri: `${to.adminUrl}/`, multipleStatements: true });
  try {
    const { username, password } = new URL(from.appUrl);
    await target.query(`ALTER USER '${username}'@'127.0.0.1' IDENTIFIED BY '${password}'`);
    await target.query(`CREATE DATABASE ${name}; USE ${name}; SET foreign_key_checks = 0`);
    const [tables] = await source.query<RowDataPacket[]>('SHOW TABLES');
    for (const row of tables) await copyTable(String(Object.values(row)[0]), source, target);
  } finally {
    await source.end();
    await target.end();
  }
}

async function copyTable(table: string, source: Connection, target: Connection): Promise<void> {
  const [shown] = await source.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${table}\``);
  await target.query(String(shown[0]?.['Create Table']));
  const [rows] = await source.query<RowDataPacket[]>(`SELECT * FROM \`${table}\``);
  if (rows.length > 0)
    await target.query(`INSERT INTO \`${table}\` VALUES ?`, [rows.map((row): unknown[] => Object.values(row))]);
}
