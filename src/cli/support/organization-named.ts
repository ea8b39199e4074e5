import type { Organization } from '../../organization/organization.js';
import type { Session } from './session.js';

/**
 * The organization of this id or sub-domain, whatever its state; a lookup by sub-domain finds an id, too.
 * @throws DomainError organization_not_found
 */
export function organizationNamed({ ctx, organizations }: Session, named: string): Promise<Organization> {
  return organizations.findVisible(ctx, { subDomain: named }, 'read');
}
