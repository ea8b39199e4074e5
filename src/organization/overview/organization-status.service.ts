import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { OrganizationDirectoryService, type PathMember, type PlacedHold } from './organization-directory.service.js';
import type { OrganizationAccess } from '../organization.service.js';

/** Whether the tokens of an organization are accepted, and why not, as far as the caller may know. */
export interface EffectiveStatus {
  readonly status: 'active' | 'suspended' | 'not_activated';
  /** Of the organization itself, in milliseconds since 1970. */
  readonly activatedAt: number | null;
  /** Holds at or below the caller's depth, root first. */
  readonly holds: readonly PlacedHold[];
  /** Organizations at or below that depth that are not activated, root first. */
  readonly notActivated: readonly PathMember[];
  /** Whether anything above that depth is held, about which nothing else is shown. */
  readonly heldAbove: boolean;
  /** Whether anything above that depth is not activated. */
  readonly notActivatedAbove: boolean;
}

/** Shows why an organization is refused. */
@Injectable()
export class OrganizationStatusService {
  constructor(private readonly directory: OrganizationDirectoryService) {}

  /**
   * The status of an organization and its causes. Of what is above the actor's depth only its existence is shown, and
   * the placer of a hold is left out where it is an organization from there.
   */
  async of(ctx: CallContext, { organization, actorDepth }: OrganizationAccess): Promise<EffectiveStatus> {
    const { path, holds } = await this.directory.overview(ctx, organization);
    const isSeen = ({ depth }: { depth: number }): boolean => depth - 1 >= actorDepth;
    const seen = new Set(path.filter(isSeen).map(({ id }) => id));
    const notActivated = path.filter(({ activatedAt }) => activatedAt === null);
    // By the holds that are shown and not by the counters beside them: the two are read one after the other.
    const status = holds.length > 0 ? 'suspended' : notActivated.length > 0 ? 'not_activated' : 'active';
    return {
      status,
      activatedAt: path.at(-1)?.activatedAt ?? null,
      holds: holds
        .filter(isSeen)
        .map((hold) => (hold.placedBy === null || seen.has(hold.placedBy) ? hold : { ...hold, placedBy: null })),
      notActivated: notActivated.filter(isSeen),
      heldAbove: !holds.every(isSeen),
      notActivatedAbove: !notActivated.every(isSeen),
    };
  }
}
