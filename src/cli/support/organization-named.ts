import type { Organization } from '../../organization/organization.js';
import type { CommandSession } from './session.js';

/**
 * The organization with this id or sub-domain, in any state. A lookup by sub-domain also accepts an id.
 * @throws DomainError organization_not_found
 */
export function organizationNamed({ ctx, organizations }: CommandSession, named: string): Promise<Organization> {
  return organizations.findVisible(ctx, { subDomain: named }, 'read');
}
