import { isId } from '../common/ids.js';
import type { Organization } from '../organization/organization.js';
import type { Session } from './session.js';

/**
 * The organization of this id or sub-domain, whatever its state: no sub-domain has the form of an id.
 * @throws DomainError organization_not_found
 */
export function organizationNamed({ ctx, organizations }: Session, named: string): Promise<Organization> {
  return organizations.findVisible(ctx, isId(named) ? { id: named } : { subDomain: named }, 'read');
}
