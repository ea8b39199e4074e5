import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/steps.js';
import { dropAnnotationsOfAll } from './token-annotations.js';
import { TokenCache } from './token-cache.js';

/** The tokens of one user as a whole, for the deed that erases him. */
@Injectable()
export class UserTokens {
  constructor(private readonly cache: TokenCache) {}

  /** Queues that they all are revoked and lose their names and annotations, in that deed. When it is committed: `forget`. */
  eraseAll(tx: Tx, userId: string): void {
    tx.add({
      sql: `UPDATE access_tokens FORCE INDEX (ix_access_tokens_user) SET name = '', revoked_at = COALESCE(revoked_at, ?),
          annotations_hash = NULL
        WHERE user_id = ?`,
      params: [Date.now(), userId],
    });
    dropAnnotationsOfAll(tx, userId);
  }

  /** Makes the revocation hold at once on this process; on the others it does within `TOKEN_CACHE_MS`. */
  forget(userId: string): void {
    this.cache.forgetAllOfUser(userId);
  }
}
