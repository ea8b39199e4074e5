import type { Actor } from '../../common/call-context.js';
import type { Condition, Join } from '../../common/standing.js';
import { placeholders } from '../../database/placeholders.js';
import { sql, type Statement } from '../../database/statement.js';
import { PATH_SEPARATOR } from '../organization.js';
import type { PathState } from './organization-path.js';

/** The levels that a path can have. */
const LEVEL_NUMBERS = Array.from({ length: 8 }, (_, level) => level);

/** Of a path: the id on a level, at its fixed place. */
const idOfLevel = (path: string, level: number): string => `SUBSTR(${path}, ${level * 33 + 1}, 32)`;

/**
 * The ids of the path of the organization with the alias `o`, each found by primary key: a LIKE would scan the table.
 */
export const IDS_OF_PATH = LEVEL_NUMBERS.map((level) => idOfLevel('o.path', level)).join(', ');

/** A join of the organizations on the path of `o`, with the alias `a`. */
export const JOIN_PATH = `JOIN organizations a ON a.id IN (${IDS_OF_PATH})`;

/**
 * A join behind the organization `o`: its path as rows with the alias `v`, whose level is `v.n`. What is joined behind it
 * by `ID_OF_LEVEL` is read by key; for `IDS_OF_PATH` from another table MariaDB reads a whole index.
 */
export const PATH_LEVELS = `(${LEVEL_NUMBERS.map((level) => `SELECT ${level} AS n`).join(' UNION ALL ')}) v`;
export const ID_OF_LEVEL = 'SUBSTR(o.path, v.n * 33 + 1, 32)';

/** As `IDS_OF_PATH`, where a LEFT JOIN may have found no `o`: then they are the ids of nothing. */
const IDS_OF_ANY_PATH = IDS_OF_PATH.replaceAll('o.path', `IFNULL(o.path, '')`);

/**
 * The organizations of a path of up to eight levels, each joined by primary key: a0 is the root. MariaDB would plan a
 * join of the path as one list anew for every row.
 */
export const LEVELS = LEVEL_NUMBERS.map((level) => ({
  alias: `a${level}`,
  join: `LEFT JOIN organizations a${level} ON a${level}.id = ${idOfLevel('o.path', level)}`,
}));

/** The columns of `PathStateRow`, of the table with the alias `a`. */
export const PATH_STATE_COLUMNS =
  'a.id AS a_id, a.holds AS a_holds, a.activated_at AS a_activated_at, a.deleted_at AS a_deleted_at';

/** A row of `PATH_STATE_COLUMNS`, with `ROLE_ON_PATH` where it is selected as well. */
export interface PathStateRow {
  readonly a_id: string;
  readonly a_holds: number;
  readonly a_activated_at: number | null;
  readonly a_deleted_at: number | null;
  readonly a_role?: string | null;
}

export function pathStateOf(row: PathStateRow): PathState {
  return {
    id: row.a_id,
    holds: row.a_holds,
    activated: row.a_activated_at !== null,
    deleted: row.a_deleted_at !== null,
    role: row.a_role ?? null,
  };
}

/**
 * The states of a path, root first, of rows in any order. For a user with several roles on the path there are several
 * rows for each organization, one for each role.
 * @param rows with `path`, the stored path of the organization at its end
 */
export function pathIn(rows: readonly (PathStateRow & { readonly path: string })[]): PathState[] {
  const states = new Map<string, PathState>();
  for (const state of rows.map(pathStateOf)) {
    if (state.role !== null || !states.has(state.id)) states.set(state.id, state);
  }
  const ids = rows[0]?.path.split(PATH_SEPARATOR) ?? [];
  return ids.flatMap((id) => states.get(id) ?? []);
}

type Lock = 'locked' | 'unlocked';

const fromPath = (path: readonly string[], locked: Lock) =>
  `FROM organizations a WHERE a.id IN (${placeholders(path)}) ORDER BY a.id${locked === 'locked' ? ' LOCK IN SHARE MODE' : ''}`;

/** The states of a path, in the order of ids. With `locked` they stay as they are until the transaction ends. */
export function pathStates(path: readonly string[], locked: Lock): Statement<PathStateRow> {
  return sql(`SELECT ${PATH_STATE_COLUMNS} ${fromPath(path, locked)}`, path);
}

/** The stored paths of these organizations, in the order of their ids. */
export function pathsOf(organizationIds: readonly string[]): Statement<{ readonly path: string }> {
  return sql(
    `SELECT path FROM organizations WHERE id IN (${placeholders(organizationIds)}) ORDER BY id`,
    organizationIds,
  );
}

/**
 * The organizations of a path, each joined by its key with an alias of `LEVELS`, on the condition that all are active.
 * The INSERT … SELECT that joins them has to lock them: it locks nothing by itself under READ COMMITTED, so a suspension
 * would be missed (decisions §8, §9). `last` is the alias of the organization at the end.
 */
export function activePath(path: readonly string[]): Required<Join> & { readonly last: string } {
  const levels = LEVELS.slice(0, path.length).map(({ alias }) => alias);
  return {
    table: levels.map((alias) => `organizations ${alias}`).join(' CROSS JOIN '),
    where: { sql: levels.map((alias) => `${alias}.id = ? AND ${isLevelActive(alias)}`).join(' AND '), params: path },
    last: levels.at(-1)!,
  };
}

/** As `PathStateRow`, with what an organization gives to whatever is created in it. */
export interface PathDefaultsRow extends PathStateRow {
  readonly a_currency_id: string;
  readonly a_country_id: string | null;
  readonly a_country_state_id: string | null;
  readonly a_name_suffix: string | null;
  readonly a_default_account_type: string | null;
}

/** As `pathStates`, with what each organization gives to whatever is created in it. */
export function pathDefaults(path: readonly string[], locked: Lock): Statement<PathDefaultsRow> {
  return sql(
    `SELECT ${PATH_STATE_COLUMNS}, a.currency_id AS a_currency_id, a.country_id AS a_country_id,
        a.country_state_id AS a_country_state_id, a.enterprise_name_suffix AS a_name_suffix,
        a.default_account_type AS a_default_account_type ${fromPath(path, locked)}`,
    path,
  );
}

/**
 * Whether every organization on the path of this one is active: not held, activated and not deleted. A subquery with at
 * most one row, found by primary keys: MariaDB reads all organizations for a list of ids from another table.
 * @param id a column of the surrounding statement, and none of `p` or `a0` to `a7`
 */
export function isActive(id: string): string {
  const active = LEVELS.map(
    ({ alias }) => `(${alias}.id IS NULL OR
      (${isLevelActive(alias)}))`,
  );
  return onLevels(id, active.join(' AND '));
}

/**
 * Whether on a level of the path of this organization, down to which all are active, something is true.
 * @param id as of `isActive`
 * @param isTrue a condition on the organization with this alias
 */
export function isOnActivePath(id: string, isTrue: (alias: string) => string): string {
  const level = (below: string, { alias }: { readonly alias: string }) =>
    `(${isLevelActive(alias)} AND (${isTrue(alias)} OR ${below}))`;
  return onLevels(id, LEVELS.reduceRight(level, '1 = 0'));
}

function isLevelActive(alias: string): string {
  return `${alias}.holds = 0 AND ${alias}.activated_at IS NOT NULL AND ${alias}.deleted_at IS NULL`;
}

function onLevels(id: string, condition: string): string {
  return `(SELECT 1 FROM organizations p
    ${LEVELS.map(({ join }) => join.replace('o.path', 'p.path')).join('\n    ')}
    WHERE p.id = ${id} AND ${condition}) = 1`;
}

/** The condition of actors for whom everything is visible. */
export const EVERYTHING: Condition = { sql: '1 = 1', params: [] };

/**
 * Of the organization with the alias `o`: whether it is visible to this actor, who is no user: to the organizations on
 * its path, and to the operator. The condition is part of the statement that looks for the organization, or for what
 * belongs to it, so that a row of others is dropped where it is found, and the time of a refusal is that of an absent
 * row.
 */
export function knownTo(actor: Exclude<Actor, { kind: 'user' }>): Condition {
  if (actor.kind !== 'organization') return EVERYTHING;
  // Ids have one length and no separator in them, so none is found across two of a path.
  return { sql: 'INSTR(o.path, ?) > 0', params: [actor.organizationId] };
}

/**
 * A join of the roles, with the alias `k`, that the user with the alias `u` has on the path of `o`.
 *
 * A statement for a user begins with the user's own row, and joins the row to be found by LEFT JOIN: otherwise MariaDB
 * ends as soon as the key has no row, and its plan for rows of others takes a tenth of the request. So the roles are
 * read in both cases, by the same keys, and without one nothing more is read. The statement begins with
 * `SELECT STRAIGHT_JOIN`, which keeps this order.
 */
export const ROLES_ON_PATH = `organization_users k FORCE INDEX (PRIMARY)
  ON k.user_id = u.id AND k.organization_id IN (${IDS_OF_ANY_PATH})`;

/**
 * Joined behind it: the organizations of the path, with the alias `a`, once for each role. CROSS keeps the order on
 * SQLite.
 */
export const PATH_BEHIND_ROLES = `CROSS JOIN organizations a ON a.id IN (${IDS_OF_ANY_PATH})`;

/** The role in the organization with the alias `a`, for `pathStateOf`. */
export const ROLE_ON_PATH = 'CASE WHEN k.organization_id = a.id THEN k.role END AS a_role';
