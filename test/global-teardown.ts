import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

// As in global-setup.ts: jest does not resolve our own `.js` imports here.
const load = createRequire(import.meta.url);
const { RUN } = load('./support/run.ts') as typeof import('./support/run.js');

/** Ends the server of this run, or leaves a given one as it was found, and removes the run's files. */
export default async function tearDown(): Promise<void> {
  if (globalThis.tenantryTestServer !== undefined) await globalThis.tenantryTestServer.stop();
  else if (process.env[RUN.adminUrl] !== undefined) await dropDatabases(`${process.env[RUN.adminUrl]}/`);
  const directory = process.env[RUN.directory];
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
}

async function dropDatabases(uri: string): Promise<void> {
  const server = await createConnection(uri);
  const pattern = `${process.env[RUN.databasePrefix]?.replaceAll('_', '\\_')}%`;
  const [databases] = await server.query<RowDataPacket[]>('SHOW DATABASES LIKE ?', [pattern]);
  for (const row of databases) await server.query(`DROP DATABASE \`${String(Object.values(row)[0])}\``);
  await server.end();
}
