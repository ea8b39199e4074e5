import { DomainError } from '../../common/errors.js';
import type { HoldSource } from '../organization.rules.js';
import type { OrganizationAccess } from '../organization.service.js';
import { OPERATOR_DEPTH } from '../path/organization-path.js';

/** What identifies a hold of an organization, and who lifts it. */
export interface HoldIdentity {
  readonly source: HoldSource;
  /** The id of the ancestor that placed it; '' for the operator. */
  readonly placedBy: string;
}

/**
 * The hold that a caller places or lifts: the operator the one of the operator or of billing, an organization above its
 * own. No caller can name that of another, so none can lift it (decisions §8).
 * @param source absent is the caller's own
 * @throws DomainError permission_denied for a source that is not the caller's
 */
export function holdIdentityOf({ path, actorDepth }: OrganizationAccess, source?: HoldSource): HoldIdentity {
  if (actorDepth === OPERATOR_DEPTH) {
    if (source !== 'parent') return { source: source ?? 'operator', placedBy: '' };
    throw notYours(
      'The operator places and lifts holds of the sources operator and billing; parent belongs to the organizations above',
    );
  }
  if (source === undefined || source === 'parent') return { source: 'parent', placedBy: path[actorDepth]!.id };
  throw notYours(`An organization places and lifts holds of the source parent; ${source} belongs to the operator`);
}

function notYours(details: string): DomainError<'permission_denied'> {
  return new DomainError('permission_denied', { details });
}
