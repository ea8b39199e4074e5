import { unixSeconds } from '../organization.presenter.js';
import type { EffectiveStatus } from '../overview/organization-status.service.js';
import type { EffectiveStatusAnswer, PlaceInTreeResponse } from './organization-state.response.js';

interface Place {
  readonly id: string;
  readonly name: string;
  readonly subDomain: string;
  readonly depth: number;
}

const place = ({ id, name, subDomain, depth }: Place): PlaceInTreeResponse => ({
  organization: { id, name, sub_domain: subDomain },
  depth,
});

/** Why an organization is refused, member by member and in the documented order. Times are unix seconds. */
export function presentEffectiveStatus(status: EffectiveStatus): EffectiveStatusAnswer {
  return {
    effective_status: {
      status: status.status,
      suspended: status.status === 'suspended',
      activated_at: status.activatedAt === null ? null : unixSeconds(status.activatedAt),
      held_above: status.heldAbove,
      not_activated_above: status.notActivatedAbove,
      holds: status.holds.map(({ organizationId, source, placedBy, reason, since, ...where }) => ({
        ...place({ id: organizationId, ...where }),
        source,
        placed_by: placedBy,
        reason,
        since: unixSeconds(since),
      })),
      not_activated: status.notActivated.map(place),
    },
  };
}
