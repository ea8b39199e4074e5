import { sql, type Statement } from '../database/statement.js';

/** @param keepsSubDomain else the id takes the place of the sub-domain, which frees it: no id is a sub-domain */
export function organizationDelete(id: string, keepsSubDomain: boolean): Statement {
  return sql(
    `UPDATE organizations SET deleted_at = ?, sub_domain = ${keepsSubDomain ? 'sub_domain' : 'id'},
          version = version + 1 WHERE id = ?`,
    [Date.now(), id],
    { rows: 1 },
  );
}
