import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { OrganizationDirectoryService, type PathMember, type PlacedHold } from './organization-directory.service.js';
import type { OrganizationAccess } from '../organization.service.js';

/** What a token of an organization meets, and why, as far as the one who asks may know it. */
export interface EffectiveStatus {
  readonly status: 'active' | 'suspended' | 'not_activated';
  /** Of the organization itself, in milliseconds since 1970. */
  readonly activatedAt: number | null;
  /** Holds at or below the place where the one who asks stands, root first. */
  readonly holds: readonly PlacedHold[];
  /** Organizations at or below that place which wait for their activation, root first. */
  readonly notActivated: readonly PathMember[];
  /** Whether anything above that place is held; of that nothing else is told. */
  readonly heldAbove: boolean;
  /** Whether anything above that place waits for its activation. */
  readonly notActivatedAbove: boolean;
}

/** Says why an organization is refused. */
@Injectable()
export class OrganizationStatusService {
  constructor(private readonly directory: OrganizationDirectoryService) {}

  /**
   * The status of an organization and its causes. What lies above the place where the actor stands is none of his
   * business: he is told that it is there, and who placed a hold is left out where it was somebody up there.
   */
  async of(ctx: CallContext, { organization, standing }: OrganizationAccess): Promise<EffectiveStatus> {
    const { path, holds } = await this.directory.standing(ctx, organization);
    const isSeen = ({ depth }: { depth: number }): boolean => depth - 1 >= standing;
    const seen = new Set(path.filter(isSeen).map(({ id }) => id));
    const waiting = path.filter(({ activatedAt }) => activatedAt === null);
    // By the holds that are shown and not by the counters beside them: the two are read one after the other.
    const status = holds.length > 0 ? 'suspended' : waiting.length > 0 ? 'not_activated' : 'active';
    return {
      status,
      activatedAt: path.at(-1)?.activatedAt ?? null,
      holds: holds
        .filter(isSeen)
        .map((hold) => (hold.placedBy === null || seen.has(hold.placedBy) ? hold : { ...hold, placedBy: null })),
      notActivated: waiting.filter(isSeen),
      heldAbove: !holds.every(isSeen),
      notActivatedAbove: !waiting.every(isSeen),
    };
  }
}
