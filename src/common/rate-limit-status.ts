/** What a token has left of its minute. */
export interface RateLimitStatus {
  /** Calls a minute. */
  readonly permitted: number;
  /** Calls left, this one counted. */
  readonly remaining: number;
  /** Milliseconds until it has all of them again. */
  readonly resetMs: number;
  /** Whether this call was one too many. */
  readonly exceeded: boolean;
}
