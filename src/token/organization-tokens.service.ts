import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/statement.js';
import { annotationsOfHolderDelete } from './access-token-annotation.queries.js';
import { tokensOfOrganizationRevoke } from './access-token.queries.js';
import { TokenCache } from './authentication/token-cache.js';

/** All tokens of one organization, for its deletion. */
@Injectable()
export class OrganizationTokensService {
  constructor(private readonly cache: TokenCache) {}

  /** Queues the revocation of all of them and the deletion of their annotations. After the commit: `forget`. */
  revokeAll(tx: Tx, organizationId: string): void {
    tx.queue(tokensOfOrganizationRevoke(organizationId));
    tx.queue(annotationsOfHolderDelete(organizationId));
  }

  /** Makes the revocation take effect at once in this process; in the others it does within `TOKEN_CACHE_MS`. */
  forget(organizationId: string): void {
    this.cache.forgetAllOf(organizationId);
  }
}
