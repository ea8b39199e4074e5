import type { Statement } from '../database/statement.js';

/** Asks whether an organization has enterprises at all. The answer has one row, or none. */
export function anyEnterpriseStep(organizationId: string): Statement {
  return {
    sql: 'SELECT id FROM enterprises FORCE INDEX (ix_enterprises_organization) WHERE organization_id = ? LIMIT 1',
    params: [organizationId],
  };
}
