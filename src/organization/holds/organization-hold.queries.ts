import { sql, type Statement } from '../../database/statement.js';
import type { HoldIdentity } from './hold-identity.js';

/** One row if an organization has this hold, or none. */
export function holdOf(
  organizationId: string,
  { source, placedBy }: HoldIdentity,
): Statement<{ readonly source: string }> {
  return sql(
    `SELECT source FROM organization_holds
        WHERE organization_id = ? AND source = ? AND placed_by_organization_id = ?`,
    [organizationId, source, placedBy],
  );
}

/** @param by the id of the actor, as in an audit event */
export function holdInsert(
  organizationId: string,
  { source, placedBy }: HoldIdentity,
  { reason, since, by }: { readonly reason: string; readonly since: number; readonly by: string },
): Statement {
  return sql(
    `INSERT INTO organization_holds
          (organization_id, source, placed_by_organization_id, reason, since, \`by\`) VALUES (?, ?, ?, ?, ?, ?)`,
    [organizationId, source, placedBy, reason, since, by],
    { foreignKey: 'fk_organization_holds_organization' },
  );
}

export function holdDelete(organizationId: string, { source, placedBy }: HoldIdentity): Statement {
  return sql(
    `DELETE FROM organization_holds
          WHERE organization_id = ? AND source = ? AND placed_by_organization_id = ?`,
    [organizationId, source, placedBy],
    { rows: 1 },
  );
}
