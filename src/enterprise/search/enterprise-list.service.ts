import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { Database } from '../../database/database.js';
import type { Parameter, Row, Statement } from '../../database/statement.js';
import { spent } from '../../idempotency/spent.js';
import type { Organization } from '../../organization/organization.js';
import { spentKeyStep } from '../deletion/deleted-enterprises.js';
import { type ConstantFilters, takesAny } from '../enterprise-constants.js';
import { type AccountType, keyHash, pairHash, type ThirdPartyIdentifier } from '../enterprise-fingerprint.js';

/** Which of an organization's enterprises are asked for. */
export interface EnterpriseQuery extends ConstantFilters {
  /** The one that was created with this key: none or one. */
  readonly idempotencyKey?: string;
  /** Those that another system knows by this name. */
  readonly thirdPartyIdentifier?: ThirdPartyIdentifier;
  readonly accountType?: AccountType;
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

/** One page of enterprises, and whether there is more behind it. */
export interface EnterprisePage {
  readonly enterprises: readonly ListedEnterprise[];
  readonly more: boolean;
}

/** Lists enterprises, oldest first: the order of their ids. */
@Injectable()
export class EnterpriseListService {
  constructor(private readonly database: Database) {}

  /**
   * One page. Writes nothing, so it is safe to ask after a lost answer.
   * @throws DomainError idempotency_key_spent for the key of an enterprise that was deleted: an empty list would mean
   *   that it is free
   */
  async list(ctx: CallContext, organization: Organization, query: EnterpriseQuery): Promise<EnterprisePage> {
    if (!takesAny(query)) return { enterprises: [], more: false };
    const { idempotencyKey: key } = query;
    // Behind the page: who is deleted in between is then found here.
    const steps = key === undefined ? [] : [spentKeyStep(organization.id, keyHash(key))];
    const [rows, left] = await this.database.read(ctx, (reader) => reader.read(pageOf(organization, query), ...steps));
    if (rows!.length === 0 && left?.[0]) throw spent('enterprise', String(left[0].id));
    return toPage(rows!, query.limit);
  }
}

/** The page in rows of `id` and `name`, of which one more than its length was asked for. */
export function toPage(rows: readonly Row[], limit: number): EnterprisePage {
  const enterprises = rows.slice(0, limit).map(({ id, name }) => ({ id: String(id), name: String(name) }));
  return { enterprises, more: rows.length > limit };
}

/** Each way of asking has its index, whose last column is the order of the list. */
function pageOf({ id: organizationId }: Organization, query: EnterpriseQuery): Statement {
  const { idempotencyKey, thirdPartyIdentifier, accountType, limit, afterId = '' } = query;
  const ofType = accountType === undefined ? '' : 'AND e.account_type = ?';
  const type: Parameter[] = accountType === undefined ? [] : [accountType];
  if (idempotencyKey !== undefined) {
    return {
      sql: `SELECT e.id, e.name FROM enterprises e
        WHERE e.organization_id = ? AND e.key_hash = ? AND e.id > ? ${ofType}`,
      params: [organizationId, keyHash(idempotencyKey), afterId, ...type],
    };
  }
  if (thirdPartyIdentifier !== undefined) {
    return {
      sql: `SELECT e.id, e.name FROM third_party_identifiers t FORCE INDEX (ix_third_party_identifiers_pair)
        JOIN enterprises e ON e.id = t.enterprise_id
        WHERE t.organization_id = ? AND t.pair_hash = ? AND t.enterprise_id > ? ${ofType}
        ORDER BY t.enterprise_id LIMIT ?`,
      params: [organizationId, pairHash(thirdPartyIdentifier), afterId, ...type, limit + 1],
    };
  }
  const index = accountType === undefined ? 'ix_enterprises_organization' : 'ix_enterprises_account_type';
  return {
    // Without the hint MariaDB reads the organization's enterprises from the first one on, for every page.
    sql: `SELECT e.id, e.name FROM enterprises e FORCE INDEX (${index})
      WHERE e.organization_id = ? ${ofType} AND e.id > ? ORDER BY e.id LIMIT ?`,
    params: [organizationId, ...type, afterId, limit + 1],
  };
}
