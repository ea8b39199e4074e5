import type { RateLimitStatus } from '../common/rate-limit-status.js';
import type { CallCounts } from './call-counts.js';

/** Calls a minute; 0 is no limit. */
export interface CommonLimits {
  /** Of a token that has no limit of its own. */
  readonly perToken: number;
  /** Of all tokens of one organization together; not of those above or below it. */
  readonly perOrganization: number;
}

/** Whose calls are counted, and with which limit. */
export interface CountedCaller {
  /** The token whose count it is. */
  readonly countedWith: string;
  /** The limit of the token that calls; null is the common one. */
  readonly rateLimit: number | null;
  /** The organization that the token belongs to, where it belongs to one. */
  readonly organizationId?: string;
}

/**
 * Limits the calls of each token, or of all tokens that share a count, and of each organization, in windows of a minute.
 * Where the counts are those of this process alone, several replicas behind a balancer multiply each limit by their
 * number.
 */
export class RateLimits {
  constructor(
    private readonly common: CommonLimits,
    private readonly counts: CallCounts,
  ) {}

  /** Calls a minute of a token with this limit of its own; 0 is no limit. */
  permitted(ownLimit: number | null): number {
    return ownLimit ?? this.common.perToken;
  }

  /**
   * Counts a call; one too many is not counted, neither for the token nor for the organization.
   * @returns what is left, of the limit that is nearer; undefined where there is none
   */
  async count({ countedWith, rateLimit, organizationId }: CountedCaller): Promise<RateLimitStatus | undefined> {
    const ofToken = this.permitted(rateLimit);
    const ofOrganization = organizationId === undefined ? 0 : this.common.perOrganization;
    if (ofOrganization === 0) return ofToken === 0 ? undefined : this.counts.count(countedWith, ofToken);
    const organization = `organization:${organizationId}`;
    if (ofToken === 0) return this.counts.count(organization, ofOrganization);
    // At once, so that a shared count costs one round trip for both.
    const [token, all] = await Promise.all([
      this.counts.count(countedWith, ofToken),
      this.counts.count(organization, ofOrganization),
    ]);
    if (token.exceeded && !all.exceeded) this.counts.giveBack(organization, all.resetMs);
    if (all.exceeded && !token.exceeded) this.counts.giveBack(countedWith, token.resetMs);
    return nearer(token, all);
  }

  /** Ends what the counts need. */
  onApplicationShutdown(): void {
    this.counts.close();
  }
}

/** The one that refuses, of two that refuse the one for longer; else the one with fewer calls left. */
function nearer(one: RateLimitStatus, other: RateLimitStatus): RateLimitStatus {
  if (one.exceeded !== other.exceeded) return one.exceeded ? one : other;
  if (one.exceeded) return one.resetMs >= other.resetMs ? one : other;
  return one.remaining <= other.remaining ? one : other;
}
