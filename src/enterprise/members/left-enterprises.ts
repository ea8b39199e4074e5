import type { Row } from '../../database/statement.js';

/** An enterprise whose only admin is erased. */
export interface LeftEnterprise {
  readonly id: string;
  readonly organizationId: string;
}

/** Whether the enterprise of the role `l` would be left without an admin; `leftIn` reads it as `last`. */
export const IS_LAST_ADMIN = `CASE WHEN l.role = 'admin' AND NOT EXISTS (SELECT 1 FROM enterprise_users x
  WHERE x.enterprise_id = l.enterprise_id AND x.role = 'admin' AND x.user_id <> l.user_id) THEN 1 ELSE 0 END`;

/** The enterprises of these roles that would be left without an admin. */
export function leftIn(rows: readonly Row[]): LeftEnterprise[] {
  const left = rows.filter(({ last }) => Number(last) === 1);
  return left.map((row) => ({ id: String(row.enterprise_id), organizationId: String(row.organization_id) }));
}
