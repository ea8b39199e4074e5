import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { ConstraintError } from '../../database/database-errors.js';
import type { Parameter, Row, Statement, Tx } from '../../database/statement.js';
import { countries, countryStates, currencies } from './reference-data.js';

/** How one table differs from that of this release. */
export interface Due {
  readonly table: Wanted['table'];
  /** How many rows it has. */
  readonly rows: number;
  readonly missing: number;
  readonly changed: number;
}

/** How many rows were written. */
export interface Seeded {
  readonly inserted: number;
  readonly updated: number;
}

type Values = readonly Parameter[];

/** What a table should hold; `id` is the first column. */
interface Wanted {
  readonly table: 'currencies' | 'countries' | 'country_states';
  readonly columns: readonly string[];
  readonly rows: readonly Values[];
}

/** Rows of one statement: some 20 KB, and 1,200 parameters of the 32,766 that SQLite takes. */
const CHUNK = 200;

/**
 * Brings the reference data up to that of this release. Rows are added and changed, never removed: an organization
 * may still name a currency that its country has given up.
 */
@Injectable()
export class ReferenceSeed {
  constructor(private readonly database: Database) {}

  /**
   * May run at any time, by several processes at once; one that finds nothing to do has read three tables and written
   * nothing. Each table is a transaction of its own, in an order in which nothing names what is not there yet.
   * @param onProgress is given one line for each table
   * @throws DomainError `unavailable`
   */
  async seed(ctx: Pick<CallContext, 'signal'>, onProgress: (line: string) => void = () => {}): Promise<Seeded> {
    let inserted = 0;
    let updated = 0;
    for (const wanted of wantedTables()) {
      const done = await this.bringUpToDate(ctx, wanted);
      onProgress(`${wanted.table}: ${done.inserted} added, ${done.updated} changed, ${wanted.rows.length} in all`);
      inserted += done.inserted;
      updated += done.updated;
    }
    return { inserted, updated };
  }

  /** What `seed` would do: reads three small tables and writes nothing. @throws DomainError `unavailable` */
  async due(ctx: Pick<CallContext, 'signal'>): Promise<Due[]> {
    const wanted = wantedTables();
    const present = await this.database.read(ctx, (reader) => reader.read(...wanted.map(selectAll)));
    return wanted.map((one, index) => {
      const { missing, changed } = compare(one, present[index]!);
      return { table: one.table, rows: present[index]!.length, missing: missing.length, changed: changed.length };
    });
  }

  private async bringUpToDate(ctx: Pick<CallContext, 'signal'>, wanted: Wanted): Promise<Seeded> {
    const [present = []] = await this.database.read(ctx, (reader) => reader.read(selectAll(wanted)));
    const due = compare(wanted, present);
    if (due.missing.length + due.changed.length === 0) return { inserted: 0, updated: 0 };
    // Another process may seed at the same time: its rows are found on the next run.
    return this.database.write(ctx, (tx) => write(tx, wanted), {
      retryOn: (fault) => fault instanceof ConstraintError,
    });
  }
}

async function write(tx: Tx, wanted: Wanted): Promise<Seeded> {
  const [present = []] = await tx.read(selectAll(wanted));
  const { missing, changed } = compare(wanted, present);
  for (let from = 0; from < missing.length; from += CHUNK) {
    tx.queue(insert(wanted, missing.slice(from, from + CHUNK)));
    await tx.flush();
  }
  for (let from = 0; from < changed.length; from += CHUNK) {
    for (const values of changed.slice(from, from + CHUNK)) tx.queue(update(wanted, values));
    await tx.flush();
  }
  return { inserted: missing.length, updated: changed.length };
}

function compare(wanted: Wanted, present: readonly Row[]): { missing: Values[]; changed: Values[] } {
  const rows = new Map(present.map((row) => [row.id, row]));
  const missing: Values[] = [];
  const changed: Values[] = [];
  for (const values of wanted.rows) {
    const row = rows.get(values[0] ?? null);
    if (!row) missing.push(values);
    else if (wanted.columns.some((column, index) => row[column] !== values[index])) changed.push(values);
  }
  return { missing, changed };
}

function selectAll({ table, columns }: Wanted): Statement {
  return { sql: `SELECT ${columns.join(', ')} FROM ${table}`, params: [] };
}

function insert({ table, columns }: Wanted, rows: readonly Values[]): Statement {
  const one = `(${columns.map(() => '?').join(', ')})`;
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => one).join(', ')}`,
    params: rows.flat(),
  };
}

function update({ table, columns }: Wanted, [id = null, ...rest]: Values): Statement {
  const assignments = columns.slice(1).map((column) => `${column} = ?`);
  return { sql: `UPDATE ${table} SET ${assignments.join(', ')} WHERE id = ?`, params: [...rest, id] };
}

function wantedTables(): Wanted[] {
  return [
    {
      table: 'currencies',
      columns: ['id', 'name', 'iso_code', 'symbol'],
      rows: currencies().map((one) => [one.id, one.name, one.isoCode, one.symbol]),
    },
    {
      table: 'countries',
      columns: ['id', 'name', 'iso_code2', 'iso_code3', 'time_zone', 'eu'],
      rows: countries().map((one) => [one.id, one.name, one.isoCode2, one.isoCode3, one.timeZone, one.eu ? 1 : 0]),
    },
    {
      table: 'country_states',
      columns: ['id', 'country_id', 'name', 'code'],
      rows: countryStates().map((one) => [one.id, one.country.id, one.name, one.code]),
    },
  ];
}
