import { Injectable, Logger } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/statement.js';
import { listErasure } from '../paging/list-block.queries.js';
import { annotationsOfTokensDelete } from './access-token-annotation.queries.js';
import { REVOKE_BATCH_SIZE, tokensRevoke, tokensToRevoke } from './access-token.queries.js';
import { TokenCache } from './authentication/token-cache.js';

/** Twenty thousand tokens, which takes less than a second. */
const MAX_PARTS = 40;

/** All tokens of one organization, for its deletion. */
@Injectable()
export class OrganizationTokensService {
  private readonly logger = new Logger(OrganizationTokensService.name);

  constructor(
    private readonly database: Database,
    private readonly cache: TokenCache,
  ) {}

  /**
   * Queues the revocation of the first of them and the deletion of their annotations, in the transaction of the
   * deletion. After the commit: `revokeRest`, where there are more, and `forget`.
   * @returns whether there may be more
   */
  async revokeFirst(tx: Tx, organizationId: string): Promise<boolean> {
    const [rows] = await tx.query(tokensToRevoke(organizationId));
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) {
      tx.queue(tokensRevoke(ids));
      tx.queue(annotationsOfTokensDelete(ids));
      listErasure({ kind: 'tokens', ownerId: organizationId }).forEach((statement) => tx.queue(statement));
    }
    return ids.length === REVOKE_BATCH_SIZE;
  }

  /**
   * Revokes the others of a deleted organization, a transaction for each part, and so many parts at most that its caller
   * is answered in time. It never fails: a call with a token of a deleted organization is refused, revoked or not.
   */
  async revokeRest({ signal }: Pick<CallContext, 'signal'>, organizationId: string): Promise<void> {
    try {
      for (let part = 0; part < MAX_PARTS; part++) {
        if (!(await this.database.write({ signal }, (tx) => this.revokeFirst(tx, organizationId)))) return;
      }
    } catch (error) {
      this.logger.warn(`Not all tokens of the deleted organization ${organizationId} are revoked: ${String(error)}`);
    }
  }

  /** Makes the revocation take effect at once in this process; in the others it does within `TOKEN_CACHE_MS`. */
  forget(organizationId: string): void {
    this.cache.forgetAllOf(organizationId);
  }
}
