import type { TestApp } from '../harness.js';
import type { Sql } from './sql.js';
import { type Trip, tripsOf } from './statement-log.js';

/** The statements that the application sends while `work` runs, one by one: on MySQL several travel together. */
export async function statementsOf(app: TestApp, work: () => Promise<unknown>): Promise<Trip[]> {
  return (await tripsOf(app, work)).flatMap(({ sql, params }) => {
    let used = 0;
    return sql.split(';\n').map((one) => {
      const from = used;
      used += one.split('?').length - 1;
      return { sql: one, params: params.slice(from, used) };
    });
  });
}

/**
 * How the database would run a statement. On MariaDB a line for each table, `o ref ix_organizations_living covering`:
 * how it is read and by which key, and whether off the index alone or with a `sort`. On SQLite its own lines.
 */
export async function planOf({ env, sql }: TestApp, statement: Trip): Promise<string[]> {
  const onMariaDb = env.DATABASE_URL !== undefined;
  const rows = await sql.rows(`${onMariaDb ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN'} ${statement.sql}`, statement.params);
  if (!onMariaDb) return rows.map(({ detail }) => String(detail));
  return rows.map(({ table, type, key, Extra }) => {
    const extra = String(Extra);
    const words = [table, type, key, /Using index(?! condition)/.test(extra) && 'covering'];
    return [...words, /filesort|temporary/.test(extra) && 'sort'].filter(Boolean).join(' ');
  });
}

/** What SQLite scans in the plans of these statements, but for what it has put together from searches. */
export async function scansOf(app: TestApp, statements: readonly Trip[]): Promise<string[]> {
  const plans = await Promise.all(statements.map((statement) => planOf(app, statement)));
  return plans.flatMap((plan) => {
    const made = plan.flatMap((line) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(line)?.[1] ?? []);
    return plan.filter((line) => {
      const name = /^SCAN (\w+)/.exec(line)?.[1];
      return (
        name !== undefined && name !== 'CONSTANT' && !/CONSTANT ROW|VALUES CLAUSE/.test(line) && !made.includes(name)
      );
    });
  });
}

/** How many rows MariaDB has read in this session, off tables and indexes; the question itself reads a few. */
async function handlerReads(sql: Sql): Promise<number> {
  const rows = await sql.rows(`SHOW SESSION STATUS LIKE 'Handler_read%'`);
  return rows.reduce((sum, { Value: value }) => sum + Number(value), 0);
}

/** The rows that each of the statements reads on MariaDB. */
export async function examinedBy(sql: Sql, statements: readonly Trip[]): Promise<number[]> {
  const counts: number[] = [];
  for (const { sql: text, params } of statements) {
    const [first, before] = [await handlerReads(sql), await handlerReads(sql)];
    await sql.rows(text, params);
    counts.push((await handlerReads(sql)) - before - (before - first));
  }
  return counts;
}
