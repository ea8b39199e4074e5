import type { CallContext } from '../common/call-context.js';
import type { Standing } from '../common/standing.js';
import type { AuthenticatedToken } from './authenticated-token.js';

/** Why a token that exists was refused. */
export type RefusalReason = 'network' | 'expired' | 'revoked';

/** What a call was admitted with. */
export interface Admission {
  readonly token: AuthenticatedToken;
  /**
   * Judges the call as it was judged when it came in, by what the token has become.
   * @param now undefined where it is gone, or has another secret
   * @returns the token, where it still is enough
   * @throws DomainError invalid_token, network_not_allowed, scope_not_granted
   */
  readonly judge: (now: AuthenticatedToken | undefined) => AuthenticatedToken;
}

/**
 * What the guard asks of the tokens. It is abstract so that deciding who may call imports nothing of how tokens are
 * stored; `TokenAuthenticator` is the implementation.
 */
export abstract class Authenticator {
  /**
   * The token that a secret belongs to, ended or not.
   * @throws DomainError invalid_token when it was never issued
   */
  abstract authenticate(secret: string, signal: AbortSignal): Promise<AuthenticatedToken>;

  /** Whether this process has authenticated a secret before, and knows of no end since. It asks no database. */
  abstract isKnown(secret: string): boolean;

  /** What each write of the admitted call asks again, in its transaction. */
  abstract standing(admission: Admission): Standing;

  /** Notes that a token was used, beside the request. */
  abstract noteUse(token: AuthenticatedToken): void;

  /** Tells the owner of a token that it was refused, beside the request. */
  abstract noteRefusal(
    token: AuthenticatedToken,
    reason: RefusalReason,
    call: Pick<CallContext, 'requestId' | 'ip'>,
  ): void;
}
