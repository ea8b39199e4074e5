import type { CallSignal } from '../common/call-signal.js';
import type { CallContext } from '../common/call-context.js';
import type { Standing } from '../common/standing.js';
import type { AuthenticatedToken } from './authenticated-token.js';

/** Why a token that exists was refused. */
export type RefusalReason = 'network' | 'expired' | 'revoked';

/** What a call was admitted with. */
export interface Admission {
  readonly token: AuthenticatedToken;
  /**
   * Repeats the checks that admitted the call, with the token as it is now.
   * @param now undefined where it is gone, or has another secret
   * @returns the token, where it still admits the call
   * @throws DomainError invalid_token, network_not_allowed, scope_not_granted
   */
  readonly check: (now: AuthenticatedToken | undefined) => AuthenticatedToken;
}

/**
 * Authenticates calls. It is abstract so that authorization imports nothing of how tokens are stored;
 * `TokenAuthenticator` is the implementation.
 */
export abstract class Authenticator {
  /**
   * The token that a secret belongs to, ended or not.
   * @throws DomainError invalid_token when it was never issued
   */
  abstract authenticate(secret: string, signal: CallSignal): Promise<AuthenticatedToken>;

  /** Whether this process has a secret's token in its cache, not ended as far as it knows. It runs no statement. */
  abstract isKnown(secret: string): boolean;

  /** What each write of the admitted call checks again, in its transaction. */
  abstract standing(admission: Admission): Standing;

  /** Stores that a token was used, beside the request. */
  abstract noteUse(token: AuthenticatedToken): void;

  /** Records for the owner of a token that it was refused, beside the request. */
  abstract noteRefusal(
    token: AuthenticatedToken,
    reason: RefusalReason,
    call: Pick<CallContext, 'requestId' | 'ip'>,
  ): void;
}
