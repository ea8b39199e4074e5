import { Injectable } from '@nestjs/common';
import { BEGINNING, ERASED_AT_ONCE, type Place, placesOf } from '../database/places.js';
import type { Tx } from '../database/statement.js';
import { TOKEN_ANNOTATIONS } from './token-annotations.js';
import { TokenCache } from './authentication/token-cache.js';

/** The tokens of one user, for the deed that erases the person. */
@Injectable()
export class UserTokensService {
  constructor(private readonly cache: TokenCache) {}

  /**
   * Revokes a page of them, and takes their names and annotations. When it is committed: `forget`. Those that are done
   * are passed over.
   * @param after the id of the last one of the page before
   * @returns the last place; undefined where the page was not full
   */
  async erase(tx: Tx, userId: string, [after]: Place = BEGINNING): Promise<Place | undefined> {
    tx.queue({
      sql: `SELECT id FROM access_tokens FORCE INDEX (ix_access_tokens_user)
        WHERE user_id = ? AND id > ? AND (name <> '' OR revoked_at IS NULL OR annotations_hash IS NOT NULL)
        ORDER BY id LIMIT ${ERASED_AT_ONCE}`,
      params: [userId, after],
    });
    const rows = (await tx.flush()).at(-1)!;
    if (rows.length === 0) return undefined;
    const ids = rows.map(({ id }) => String(id));
    const these = placesOf(ids);
    tx.queue({
      sql: `UPDATE access_tokens SET name = '', revoked_at = COALESCE(revoked_at, ?), annotations_hash = NULL
        WHERE id IN (${these})`,
      params: [Date.now(), ...ids],
    });
    tx.queue({
      sql: `DELETE FROM ${TOKEN_ANNOTATIONS.name} WHERE ${TOKEN_ANNOTATIONS.owner} IN (${these})`,
      params: ids,
    });
    return rows.length < ERASED_AT_ONCE ? undefined : [ids.at(-1)!, ''];
  }

  /** Makes the revocation hold at once on this process; on the others it does within `TOKEN_CACHE_MS`. */
  forget(userId: string): void {
    this.cache.forgetAllOfUser(userId);
  }
}
