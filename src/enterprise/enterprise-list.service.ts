import { Injectable } from '@nestjs/common';
import type { CallContext } from '../common/call-context.js';
import { Database } from '../database/database.js';
import type { Step } from '../database/steps.js';
import type { Organization } from '../organization/organization.js';
import { keyHash } from './enterprise-meaning.js';

/** Which of an organization's enterprises are asked for. */
export interface EnterpriseQuery {
  /** The one that was created with this key: none or one. */
  readonly idempotencyKey?: string;
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
}

/** As much of an enterprise as a list shows. */
export interface ListedEnterprise {
  readonly id: string;
  readonly name: string;
}

/** Lists enterprises, oldest first: the order of their ids. */
@Injectable()
export class EnterpriseListService {
  constructor(private readonly database: Database) {}

  /** One page, and whether there is more behind it. Writes nothing, so it is safe to ask after a lost answer. */
  async list(
    ctx: CallContext,
    organization: Organization,
    query: EnterpriseQuery,
  ): Promise<{ enterprises: ListedEnterprise[]; more: boolean }> {
    const [rows] = await this.database.read(ctx, (reader) => reader.read(pageOf(organization, query)));
    const enterprises = rows!.map(({ id, name }) => ({ id: String(id), name: String(name) }));
    return { enterprises: enterprises.slice(0, query.limit), more: enterprises.length > query.limit };
  }
}

/** One row more than the page tells whether another page follows. */
function pageOf(organization: Organization, { idempotencyKey, limit, afterId = '' }: EnterpriseQuery): Step {
  if (idempotencyKey !== undefined) {
    return {
      sql: 'SELECT id, name FROM enterprises WHERE organization_id = ? AND key_hash = ? AND id > ?',
      params: [organization.id, keyHash(idempotencyKey), afterId],
    };
  }
  return {
    // Without the hint MariaDB reads the organization's enterprises from the first one on, for every page.
    sql: `SELECT id, name FROM enterprises FORCE INDEX (ix_enterprises_organization)
      WHERE organization_id = ? AND id > ? ORDER BY id LIMIT ?`,
    params: [organization.id, afterId, limit + 1],
  };
}
