import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { ConstraintError } from '../../database/database-errors.js';
import type { Statement, Tx } from '../../database/statement.js';
import type { Country, CountryState, Currency } from '../reference.js';
import {
  ALL_COUNTRIES,
  ALL_COUNTRY_STATES,
  ALL_CURRENCIES,
  type CountryRow,
  type CountryStateRow,
  type CurrencyRow,
} from '../reference.queries.js';
import { countries, countryStates, currencies } from './reference-data.js';
import { type ReferenceTable, rowsInsert, rowUpdate } from './reference-seed.queries.js';

/** How one table differs from that of this release. */
export interface Due {
  readonly table: ReferenceTable;
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

type ReferenceRow = CurrencyRow | CountryRow | CountryStateRow;

/** A table, the statement that reads it, and the rows that it should have. */
interface WantedTable {
  readonly table: ReferenceTable;
  readonly all: Statement<ReferenceRow>;
  readonly rows: readonly ReferenceRow[];
}

/** Rows of one statement: some 20 KB, and 1,200 parameters of the 32,766 that SQLite takes. */
const CHUNK = 200;

/**
 * Brings the reference data up to that of this release. Rows are added and changed, never removed: an organization
 * may still refer to a currency that its country has given up.
 */
@Injectable()
export class ReferenceSeed {
  constructor(private readonly database: Database) {}

  /**
   * May run at any time, by several processes at once; one that finds nothing to do reads three tables and writes
   * nothing. Each table is a transaction of its own, in an order in which no row refers to one that is still missing.
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
    const present = await this.database.read(ctx, (reader) => reader.read(...wanted.map(({ all }) => all)));
    return wanted.map(({ table, rows }, index) => {
      const { missing, changed } = compare(rows, present[index]!);
      return { table, rows: present[index]!.length, missing: missing.length, changed: changed.length };
    });
  }

  private async bringUpToDate(ctx: Pick<CallContext, 'signal'>, wanted: WantedTable): Promise<Seeded> {
    const [present] = await this.database.read(ctx, (reader) => reader.read(wanted.all));
    const { missing, changed } = compare(wanted.rows, present);
    if (missing.length + changed.length === 0) return { inserted: 0, updated: 0 };
    // Another process may seed at the same time: its rows are found on the next run.
    return this.database.write(ctx, (tx) => write(tx, wanted), {
      retryOn: (error) => error instanceof ConstraintError,
    });
  }
}

async function write(tx: Tx, { table, all, rows }: WantedTable): Promise<Seeded> {
  const [present] = await tx.read(all);
  const { missing, changed } = compare(rows, present);
  for (const chunk of chunksOf(missing)) {
    tx.queue(rowsInsert(table, chunk));
    await tx.flush();
  }
  for (const chunk of chunksOf(changed)) {
    for (const row of chunk) tx.queue(rowUpdate(table, row));
    await tx.flush();
  }
  return { inserted: missing.length, updated: changed.length };
}

function chunksOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, n) => rows.slice(n * CHUNK, (n + 1) * CHUNK));
}

function compare(wanted: readonly ReferenceRow[], present: readonly ReferenceRow[]) {
  const byId = new Map(present.map((row) => [row.id, row]));
  return {
    missing: wanted.filter(({ id }) => !byId.has(id)),
    changed: wanted.filter((row) => isChanged(row, byId.get(row.id))),
  };
}

/** Five thousand rows are compared at each start: `isDeepStrictEqual` takes four times as long. */
function isChanged<R extends ReferenceRow>(wanted: R, present: R | undefined): boolean {
  return present !== undefined && (Object.keys(wanted) as (keyof R)[]).some((key) => wanted[key] !== present[key]);
}

function wantedTables(): WantedTable[] {
  return [
    { table: 'currencies', all: ALL_CURRENCIES, rows: currencies().map(currencyRow) },
    { table: 'countries', all: ALL_COUNTRIES, rows: countries().map(countryRow) },
    { table: 'country_states', all: ALL_COUNTRY_STATES, rows: countryStates().map(countryStateRow) },
  ];
}

function currencyRow({ id, name, isoCode, symbol }: Currency): CurrencyRow {
  return { id, name, iso_code: isoCode, symbol };
}

function countryRow({ id, name, isoCode2, isoCode3, timeZone, eu }: Country): CountryRow {
  return { id, name, iso_code2: isoCode2, iso_code3: isoCode3, time_zone: timeZone, eu: eu ? 1 : 0 };
}

function countryStateRow({ id, name, code, country }: CountryState): CountryStateRow {
  return { id, name, code, country_id: country.id };
}
