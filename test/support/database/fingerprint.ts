import type { TestApp } from '../harness.js';
import type { SqlRow } from './sql.js';

/** What is in each table, by its name. Two that are equal belong to databases with the same content. */
export type Fingerprint = Readonly<Record<string, string>>;

/** When a token was last used is written beside the request, some time later: it is no effect of what was asked. */
const BESIDE = new Set(['access_tokens.last_used_at']);

/** Nor that a token was refused. */
const OF_THE_REQUEST: Readonly<Record<string, string>> = { audit_events: " WHERE action <> 'token.refused'" };

/** Nor that an event got its place in the order of events, which any reader of a log gives it. */
const OF_THE_SEQUENCER = new Set(['audit_lines', 'audit_sequence']);

/** Seeded at the start, or only ever added to: counting their rows is enough. */
const COUNTED = new Set(['currencies', 'countries', 'country_states', 'audit_events']);

const COLUMNS = {
  sqlite: `SELECT m.name AS t, p.name AS c, p.type AS kind FROM sqlite_master m JOIN pragma_table_info(m.name) p
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid`,
  mysql: `SELECT table_name AS t, column_name AS c, data_type AS kind FROM information_schema.columns
    WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position`,
} as const;

/**
 * A cheap look at all that a request could change, in one statement: the number of rows of every table, and of every
 * column the sum of its values, or of their lengths.
 * @returns what takes the fingerprint
 */
export async function fingerprints({ sql, env }: Pick<TestApp, 'sql' | 'env'>): Promise<() => Promise<Fingerprint>> {
  const columns = await sql.rows(COLUMNS[env.DATABASE_URL === undefined ? 'sqlite' : 'mysql']);
  const tables = new Map<string, string[]>();
  for (const column of columns) {
    const table = String(column.t);
    if (OF_THE_SEQUENCER.has(table)) continue;
    tables.set(table, [...(tables.get(table) ?? []), ...aggregates(column)]);
  }
  const selects = [...tables].map(([table, values]) => {
    const all = ['COUNT(*)', ...(COUNTED.has(table) ? [] : values)].join(', ');
    return `SELECT '${table}' AS t, CONCAT_WS(',', ${all}) AS v FROM ${table}${OF_THE_REQUEST[table] ?? ''}`;
  });
  const statement = selects.join(' UNION ALL ');
  return async () => Object.fromEntries((await sql.rows(statement)).map(({ t, v }) => [String(t), String(v)]));
}

/** The tables in which two fingerprints differ. */
export function changedTables(before: Fingerprint, after: Fingerprint): string[] {
  return Object.keys(after).filter((table) => after[table] !== before[table]);
}

function aggregates({ t, c, kind }: SqlRow): string[] {
  if (BESIDE.has(`${String(t)}.${String(c)}`)) return [];
  const column = `\`${String(c)}\``;
  const isText = /char|text|blob/i.test(String(kind));
  return [isText ? `SUM(LENGTH(${column}))` : `SUM(${column})`];
}
