import { Injectable } from '@nestjs/common';
import type { CallSignal } from '../../common/call-signal.js';
import type { CallContext } from '../../common/call-context.js';
import { DomainError } from '../../common/errors.js';
import type { Standing } from '../../common/standing.js';
import { Database } from '../../database/database.js';
import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import { type Admission, Authenticator, type RefusalReason } from '../../auth/authenticator.js';
import { authenticatedToken } from './authenticated-token.js';
import { tokenBySecretHash } from './token-authentication.queries.js';
import { isWellFormedSecret, secretHash } from '../token.js';
import { TokenCache } from './token-cache.js';
import { TokenRefusals } from './token-refusals.js';
import { TokenStanding } from './token-standing.js';
import { TokenUsage } from './token-usage.js';

/** Authenticates calls by the access tokens in the database (decisions §5). */
@Injectable()
export class TokenAuthenticator extends Authenticator {
  constructor(
    private readonly database: Database,
    private readonly cache: TokenCache,
    private readonly use: TokenUsage,
    private readonly refusals: TokenRefusals,
  ) {
    super();
  }

  /** A secret with a wrong checksum is refused without a statement. */
  override async authenticate(secret: string, signal: CallSignal): Promise<AuthenticatedToken> {
    if (!isWellFormedSecret(secret)) throw new DomainError('invalid_token', {});
    const hash = secretHash(secret);
    const token = await this.cache.get(hash, () => this.find(hash, signal));
    if (!token) throw new DomainError('invalid_token', {});
    return token;
  }

  override isKnown(secret: string): boolean {
    return isWellFormedSecret(secret) && this.cache.knows(secretHash(secret));
  }

  override standing({ token, check }: Admission): Standing {
    const checkAnew: Admission['check'] = (now) => {
      // The cached token is out of date.
      this.cache.forget(token.id);
      return check(now);
    };
    return new TokenStanding({ token, check: checkAnew });
  }

  override noteUse(token: AuthenticatedToken): void {
    this.use.touch(token);
  }

  override noteRefusal(
    token: AuthenticatedToken,
    reason: RefusalReason,
    call: Pick<CallContext, 'requestId' | 'ip'>,
  ): void {
    this.refusals.note(token, reason, call);
  }

  private async find(hash: string, signal: CallSignal): Promise<AuthenticatedToken | undefined> {
    const [[row]] = await this.database.read({ signal }, (reader) => reader.read(tokenBySecretHash(hash)));
    return row && authenticatedToken(row);
  }
}
