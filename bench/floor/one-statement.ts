import { createRequire } from 'node:module';
import { createConnection } from 'mysql2/promise';

/** What a command costs at least: a process that opens the database and asks one statement. */

const STATEMENT = 'SELECT name FROM organizations WHERE id = ?';
const { DATABASE_URL, DATA_DIR } = process.env;
const id = process.argv[2] ?? '';

async function ask(): Promise<unknown> {
  if (DATABASE_URL === undefined) {
    const Database = createRequire(import.meta.url)('better-sqlite3') as typeof import('better-sqlite3');
    return new Database(`${DATA_DIR}/tenantry.sqlite`).prepare(STATEMENT).get(id);
  }
  const connection = await createConnection(DATABASE_URL);
  const [rows] = await connection.query(STATEMENT, [id]);
  await connection.end();
  return (rows as object[])[0];
}

const found = await ask();
if (found === undefined) process.exit(1);
process.stdout.write(`${JSON.stringify(found)}\n`);
