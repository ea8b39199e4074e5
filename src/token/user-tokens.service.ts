import { Injectable } from '@nestjs/common';
import { START, ERASE_BATCH_SIZE, type Position } from '../database/keyset.js';
import type { Tx } from '../database/statement.js';
import { annotationsOfTokensDelete } from './access-token-annotation.queries.js';
import { tokensErase, tokensToErase } from './access-token.queries.js';
import { TokenCache } from './authentication/token-cache.js';

/** The tokens of one user, for the user's erasure. */
@Injectable()
export class UserTokensService {
  constructor(private readonly cache: TokenCache) {}

  /**
   * Revokes a page of them, and deletes their names and annotations; those that are done are skipped. After the commit:
   * `forget`.
   * @param after the id of the last one of the page before
   * @returns the last place; undefined where the page was not full
   */
  async erase(tx: Tx, userId: string, [after]: Position = START): Promise<Position | undefined> {
    const [rows] = await tx.query(tokensToErase(userId, after));
    if (rows.length === 0) return undefined;
    const ids = rows.map(({ id }) => id);
    tx.queue(tokensErase(ids));
    tx.queue(annotationsOfTokensDelete(ids));
    return rows.length < ERASE_BATCH_SIZE ? undefined : [ids.at(-1)!, ''];
  }

  /** Makes the revocation take effect at once in this process; in the others it does within `TOKEN_CACHE_MS`. */
  forget(userId: string): void {
    this.cache.forgetAllOfUser(userId);
  }
}
