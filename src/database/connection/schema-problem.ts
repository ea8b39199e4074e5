import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import type { Database } from '../database.js';
import { SchemaError } from '../database-errors.js';
import { sql } from '../statement.js';

const MIGRATE = 'run `tenantry db migrate`, then `tenantry db seed`.';
/** Without a row in each of these, no tenant can be made; the last of them is the last that seeding fills. */
const SEEDED = ['currencies', 'countries', 'country_states'] as const;

const firstRow = (table: string) => sql<{ id: string }>(`SELECT id FROM ${table} LIMIT 1`, []);

/**
 * What the database lacks before a tenant can be made, in a sentence that names the command; undefined when it has all.
 * Two trips, and four rows beside the list of migrations.
 * @param needed the names of the migrations that this build needs
 * @throws DomainError `unavailable` when it does not answer
 */
export async function schemaProblem(
  database: Database,
  needed: readonly string[],
  ctx: Pick<CallContext, 'signal'>,
): Promise<string | undefined> {
  try {
    const [applied] = await database.read(ctx, (reader) =>
      reader.read(sql<{ name: string }>('SELECT name FROM migrations', [])),
    );
    const names = new Set(applied.map(({ name }) => name));
    const missing = needed.filter((name) => !names.has(name)).length;
    if (missing > 0) return `The schema lacks ${missing} of the migrations that this release needs: ${MIGRATE}`;
    const [, ...seeded] = await database.read(ctx, (reader) =>
      reader.read(...['organizations', ...SEEDED].map(firstRow)),
    );
    return seeded.every((rows) => rows.length > 0)
      ? undefined
      : 'The reference data is missing: run `tenantry db seed`.';
  } catch (error) {
    if (!(error instanceof DomainError && error.cause instanceof SchemaError)) throw error;
    return `The schema is missing, or tables of it are: ${MIGRATE}`;
  }
}
