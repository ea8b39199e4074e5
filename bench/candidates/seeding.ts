import type { Sql } from '../../test/support/database/sql.js';

const AT_ONCE = 50_000;
const PROGRESS_EVERY_MS = 5_000;

/** The sorts of rows that have ids of their own here. */
const SORTS = { organization: '01', child: '02', user: '03', enterprise: '04', token: '05' } as const;
export type Sort = keyof typeof SORTS;

/** Ids of seeded rows are older than all that a service makes, and grow with the row's number. */
const start = (sort: Sort) => `0190000000${SORTS[sort]}70008`;

/** The id of the seeded row of a number, from 0. */
export function seededId(sort: Sort, number: number): string {
  return start(sort) + number.toString(16).padStart(15, '0');
}

/** Writes many rows by few statements, which the database makes out of a sequence of numbers. */
export class Seeding {
  constructor(
    readonly sql: Sql,
    private readonly isSqlite: boolean,
    private readonly tell: (line: string) => void,
  ) {}

  /**
   * One row for each number from 0. The columns are SQL, in which `n` is the number.
   * @param table with its columns: `users (id, email)`
   */
  insert(table: string, count: number, columns: readonly string[]): Promise<void> {
    return this.insertBy('INSERT INTO', table, count, columns);
  }

  /** The same, where rows of several numbers may be one row of the table. */
  insertOnce(table: string, count: number, columns: readonly string[]): Promise<void> {
    return this.insertBy(this.isSqlite ? 'INSERT OR IGNORE INTO' : 'INSERT IGNORE INTO', table, count, columns);
  }

  private async insertBy(verb: string, table: string, count: number, columns: readonly string[]): Promise<void> {
    let shownAt = performance.now();
    for (let from = 0; from < count; from += AT_ONCE) {
      const numbers = this.numbers(from, Math.min(count, from + AT_ONCE) - 1);
      await this.sql.execute(`${verb} ${table} SELECT ${columns.join(', ')} FROM ${numbers}`);
      if (performance.now() - shownAt < PROGRESS_EVERY_MS) continue;
      shownAt = performance.now();
      this.tell(`${table.split(' ')[0]}: ${Math.min(count, from + AT_ONCE)} of ${count} rows`);
    }
  }

  /** The id of the seeded row whose number this SQL gives, as SQL. */
  id(sort: Sort, number = 'n'): string {
    return `CONCAT('${start(sort)}', ${this.hex(number, 15)})`;
  }

  /** So many hex digits of a number, as SQL; 64 have the form of a SHA-256. */
  hex(number: string, digits: number): string {
    const floor = this.isSqlite ? `CAST(${number} AS INTEGER)` : `FLOOR(${number})`;
    return this.isSqlite ? `printf('%0${digits}x', ${floor})` : `LPAD(LOWER(HEX(${floor})), ${digits}, '0')`;
  }

  private numbers(first: number, last: number): string {
    if (!this.isSqlite) return `(SELECT seq AS n FROM seq_${first}_to_${last}) numbers`;
    return `(WITH RECURSIVE s(n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM s WHERE n < ${last}) SELECT n FROM s)`;
  }
}
