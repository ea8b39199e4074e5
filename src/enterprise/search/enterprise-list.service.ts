import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import { keySpent } from '../../idempotency/key-spent.js';
import type { Organization } from '../../organization/organization.js';
import { deletedEnterpriseByKey } from '../deletion/deleted-enterprise.queries.js';
import { matchesAny } from '../enterprise-constants.js';
import { keyHash } from '../enterprise-fingerprint.js';
import { type EnterprisePage, type EnterpriseQuery, toPage } from './enterprise-list.js';
import { enterprisesOfOrganization } from './enterprise-list.queries.js';

/** Lists enterprises, oldest first: the order of their ids. */
@Injectable()
export class EnterpriseListService {
  constructor(private readonly database: Database) {}

  /**
   * One page. It writes nothing, so it is safe to call after a lost answer.
   * @throws DomainError idempotency_key_spent for the key of a deleted enterprise: an empty list would mean that the
   *   key is free
   */
  async list(ctx: CallContext, organization: Organization, query: EnterpriseQuery): Promise<EnterprisePage> {
    if (!matchesAny(query)) return { enterprises: [], more: false };
    const { idempotencyKey: key } = query;
    const page = enterprisesOfOrganization(organization.id, query);
    if (key === undefined) {
      const [rows] = await this.database.read(ctx, (reader) => reader.read(page));
      return toPage(rows, query.limit);
    }
    // After the page: an enterprise that is deleted in between is then found here.
    const deleted = deletedEnterpriseByKey(organization.id, keyHash(key));
    const [rows, [remainder]] = await this.database.read(ctx, (reader) => reader.read(page, deleted));
    if (rows.length === 0 && remainder) throw keySpent('enterprise', remainder.id);
    return toPage(rows, query.limit);
  }
}
