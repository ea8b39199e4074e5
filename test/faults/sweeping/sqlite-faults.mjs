/*
 * Loaded ahead of the service (`node --import`): what its SQLite is asked to do passes here. While the folder that FAULTS_DIR
 * names has a file `fault`, every statement is written down in `passed`, and the one at the fault's place meets it, once.
 */
import { appendFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const Database = createRequire(join(process.cwd(), 'package.json'))('better-sqlite3');
const fault = join(process.env.FAULTS_DIR, 'fault');
const passed = join(process.env.FAULTS_DIR, 'passed');

/** These come by the clock. */
const BESIDE = /^PRAGMA wal_checkpoint/;

/** What the present statement meets. */
function met(source) {
  if (BESIDE.test(source) || !existsSync(fault)) return undefined;
  const { at, ...what } = JSON.parse(readFileSync(fault, 'utf8'));
  const number = existsSync(passed) ? readFileSync(passed, 'utf8').split('\n').length - 1 : 0;
  appendFileSync(passed, `${JSON.stringify(source)}\n`);
  if (number !== at) return undefined;
  renameSync(fault, `${fault}-met`);
  return what;
}

const die = () => process.kill(process.pid, 'SIGKILL');

function statement(run) {
  return function (...parameters) {
    const what = met(this.source);
    if (what?.kill === 'before') die();
    if (what?.code !== undefined) {
      // After some errors SQLite itself has ended the transaction.
      if (what.isRolledBack && this.database.inTransaction) this.database.exec('ROLLBACK');
      throw new Database.SqliteError('injected', what.code);
    }
    const result = run.apply(this, parameters);
    if (what?.kill === 'after') die();
    return result;
  };
}

const database = new Database(':memory:');
const prototype = Object.getPrototypeOf(database.prepare('SELECT 1'));
for (const method of ['run', 'all', 'get', 'iterate']) prototype[method] = statement(prototype[method]);
database.close();
