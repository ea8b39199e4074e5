import { sql, type Statement } from '../database/statement.js';

/**
 * One organization below another that is not deleted, or none. Those directly below are enough: an organization with
 * anything below it cannot be deleted.
 */
export function anyManagedOrganization(parentId: string): Statement<{ id: string }> {
  return sql(
    `SELECT id FROM organizations FORCE INDEX (ix_organizations_living)
        WHERE parent_id = ? AND deleted_at IS NULL LIMIT 1`,
    [parentId],
  );
}

/** @param keepsSubDomain else the id takes the place of the sub-domain, which frees it: no id is a sub-domain */
export function organizationDelete(id: string, keepsSubDomain: boolean): Statement {
  return sql(
    `UPDATE organizations SET deleted_at = ?, sub_domain = ${keepsSubDomain ? 'sub_domain' : 'id'},
          version = version + 1 WHERE id = ?`,
    [Date.now(), id],
    { rows: 1 },
  );
}

/** One managed organization less counts against the limit of a root. */
export function managedCountDecrement(rootId: string): Statement {
  return sql('UPDATE organization_usage SET managed_count = managed_count - 1 WHERE organization_id = ?', [rootId], {
    rows: 1,
  });
}
