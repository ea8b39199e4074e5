import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/statement.js';
import { dropAnnotationsOfAll } from './token-annotations.js';
import { TokenCache } from './authentication/token-cache.js';

/** The tokens of one organization as a whole, for the deed that ends it. */
@Injectable()
export class OrganizationTokensService {
  constructor(private readonly cache: TokenCache) {}

  /** Queues that they all are revoked, and their annotations dropped, in that deed. When it is committed: `forget`. */
  revokeAll(tx: Tx, organizationId: string): void {
    tx.queue({
      sql: `UPDATE access_tokens FORCE INDEX (ix_access_tokens_organization) SET revoked_at = ?, annotations_hash = NULL
        WHERE organization_id = ? AND revoked_at IS NULL`,
      params: [Date.now(), organizationId],
    });
    dropAnnotationsOfAll(tx, organizationId);
  }

  /** Makes the revocation hold at once on this process; on the others it does within `TOKEN_CACHE_MS`. */
  forget(organizationId: string): void {
    this.cache.forgetAllOf(organizationId);
  }
}
