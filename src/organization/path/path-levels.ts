/**
 * The organizations of a path of up to eight levels, each joined by primary key: a0 is the root. A join of the path as
 * one list would be planned anew for every row on MariaDB.
 */
export const LEVELS = Array.from({ length: 8 }, (_, level) => ({
  alias: `a${level}`,
  join: `LEFT JOIN organizations a${level} ON a${level}.id = SUBSTR(o.path, ${level * 33 + 1}, 32)`,
}));

/**
 * Whether nothing on the path of the organization of this id is held, not activated or deleted. A question with an
 * answer of one row, found by primary keys: MariaDB reads all organizations for a list of ids that are another table's.
 * @param id a column of the statement around it, and none of `p` or `a0` to `a7`
 */
export function isOpen(id: string): string {
  const open = LEVELS.map(
    ({ alias }) => `(${alias}.id IS NULL OR
      (${alias}.holds = 0 AND ${alias}.activated_at IS NOT NULL AND ${alias}.deleted_at IS NULL))`,
  );
  return `(SELECT 1 FROM organizations p
    ${LEVELS.map(({ join }) => join.replace('o.path', 'p.path')).join('\n    ')}
    WHERE p.id = ${id} AND ${open.join(' AND ')}) = 1`;
}
