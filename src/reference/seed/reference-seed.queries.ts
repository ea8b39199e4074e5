import { placeholders } from '../../database/placeholders.js';
import { type Columns, type Parameter, sql, type Statement } from '../../database/statement.js';

/** The tables of the reference data. */
export type ReferenceTable = 'currencies' | 'countries' | 'country_states';

/** All of these rows in one statement; there has to be one. */
export function rowsInsert<R extends Columns<R>>(table: ReferenceTable, rows: readonly R[]): Statement {
  const columns = Object.keys(rows[0]!);
  const places = `(${placeholders(columns)})`;
  return sql(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${rows.map(() => places).join(', ')}`,
    rows.flatMap((row) => Object.values(row)),
  );
}

/** All columns of the row of this id. */
export function rowUpdate<R extends Columns<R> & { id: string }>(table: ReferenceTable, row: R): Statement {
  const changes = Object.entries<Parameter>(row).filter(([column]) => column !== 'id');
  return sql(`UPDATE ${table} SET ${changes.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`, [
    ...changes.map(([, value]) => value),
    row.id,
  ]);
}
