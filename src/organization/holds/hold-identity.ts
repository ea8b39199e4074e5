import { DomainError } from '../../common/errors.js';
import { OPERATOR_DEPTH } from '../path/organization-path.js';
import type { OrganizationAccess } from '../organization.service.js';
import type { HoldIdentity } from './organization-state.service.js';
import type { HoldSource } from '../organization.rules.js';

/**
 * The hold that an actor means from where he stands: the operator his own or that of billing, an organization above
 * its own. Nobody can mean another's, so nobody can lift it (decisions §8).
 * @param source absent is the actor's own
 * @throws DomainError permission_denied for a source that is not the actor's
 */
export function holdKeyOf({ path, standing }: OrganizationAccess, source?: HoldSource): HoldIdentity {
  if (standing === OPERATOR_DEPTH) {
    if (source !== 'parent') return { source: source ?? 'operator', placedBy: '' };
    throw notYours(
      'The operator places and lifts holds of the sources operator and billing; parent belongs to the organizations above',
    );
  }
  if (source === undefined || source === 'parent') return { source: 'parent', placedBy: path[standing]!.id };
  throw notYours(`An organization places and lifts holds of the source parent; ${source} belongs to the operator`);
}

function notYours(details: string): DomainError<'permission_denied'> {
  return new DomainError('permission_denied', { details });
}
