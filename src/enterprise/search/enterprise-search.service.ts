import { Injectable } from '@nestjs/common';
import type { CallContext } from '../../common/call-context.js';
import { isId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Parameter, Statement } from '../../database/statement.js';
import type { Organization } from '../../organization/organization.js';
import { type ConstantFilters, takesAny, searchable } from '../enterprise-constants.js';
import { toPage, type EnterprisePage } from './enterprise-list.service.js';
import type { AccountType } from '../enterprise-fingerprint.js';
import type { SearchPlace } from './enterprise-search-cursor.js';

/** What is searched for in an organization. */
export interface EnterpriseSearchQuery extends ConstantFilters {
  /** The beginning of a name, whatever its case, or an id. */
  readonly text: string;
  readonly accountType?: AccountType;
  /** At most so many. */
  readonly limit: number;
  /** Those behind this place. */
  readonly after?: SearchPlace;
  /** Those in which this user has a role. */
  readonly userId?: string;
}

/** One page of what was found; `last` is the place of its last enterprise, from where the next page goes on. */
export interface FoundEnterprises extends EnterprisePage {
  readonly last?: SearchPlace;
}

/** Of so many enterprises each is looked at whether its name fits; of more, each that fits whether it is his. */
const FEW = 1_000;
/** Behind every text with the same beginning: no name has this character. */
const LAST = '\u{10ffff}';

/**
 * Finds an organization's enterprises by the beginning of their names: in the order of those, and of their ids where
 * they are the same. New ones find their place anywhere in it; each that was there at the beginning is met once.
 */
@Injectable()
export class EnterpriseSearchService {
  constructor(private readonly database: Database) {}

  /** One page; the enterprise of an id alone, where the text is one. */
  async find(ctx: CallContext, organization: Organization, query: EnterpriseSearchQuery): Promise<FoundEnterprises> {
    if (!takesAny(query)) return { enterprises: [], more: false };
    const isFew = query.userId !== undefined && (await this.hasFew(ctx, organization, query.userId));
    const byName = isFew ? amongFew(organization, query) : byNameIn(organization, query);
    const steps = isId(query.text) ? [byName, byIdIn(organization, query)] : [byName];
    const [named, identified = []] = await this.database.read(ctx, (reader) => reader.read(...steps));
    if (identified.length > 0) return toPage(identified, query.limit);
    const page = toPage(named!, query.limit);
    const last = page.enterprises.at(-1);
    if (!last) return page;
    return { ...page, last: { id: last.id, name: String(named![page.enterprises.length - 1]!.name_search) } };
  }

  private async hasFew(ctx: CallContext, { id }: Organization, userId: string): Promise<boolean> {
    const [counted] = await this.database.read(ctx, (reader) =>
      reader.read({
        sql: `SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
          WHERE l.user_id = ? AND l.organization_id = ? LIMIT ${FEW + 1}) t`,
        params: [userId, id],
      }),
    );
    return Number(counted![0]!.n) <= FEW;
  }
}

const COLUMNS = 'e.id, e.name, e.name_search';

/** A condition and its values. */
interface Condition {
  readonly sql: string;
  readonly params: readonly Parameter[];
}

/**
 * What is asked of the enterprise known as `e`. SQLite would read the two sides of the OR one after the other, and then
 * sort: a `+`, which says nothing on MySQL, keeps it from that, and the range stands there by itself.
 */
function fits({ text, after, accountType }: EnterpriseSearchQuery): Condition {
  const beginning = searchable(text).trimEnd();
  const from = after?.name ?? beginning;
  const conditions: Condition[] = [
    { sql: 'e.name_search >= ? AND e.name_search < ?', params: [from, `${beginning}${LAST}`] },
  ];
  if (after) {
    const sql = '(+e.name_search > ? OR (+e.name_search = ? AND +e.id > ?))';
    conditions.push({ sql, params: [after.name, after.name, after.id] });
  }
  if (accountType !== undefined) conditions.push({ sql: 'e.account_type = ?', params: [accountType] });
  return { sql: conditions.map(({ sql }) => sql).join(' AND '), params: conditions.flatMap(({ params }) => params) };
}

/** A question about each row and no join: a database may turn a join around, and then has to sort. */
function isOf(userId: string | undefined): Condition {
  if (userId === undefined) return { sql: '', params: [] };
  const sql = 'AND (SELECT 1 FROM enterprise_users l WHERE l.enterprise_id = e.id AND l.user_id = ?) = 1';
  return { sql, params: [userId] };
}

function byNameIn({ id }: Organization, query: EnterpriseSearchQuery): Statement {
  const [named, his] = [fits(query), isOf(query.userId)];
  return {
    sql: `SELECT ${COLUMNS} FROM enterprises e FORCE INDEX (ix_enterprises_name)
      WHERE e.organization_id = ? AND ${named.sql} ${his.sql} ORDER BY e.name_search, e.id LIMIT ?`,
    params: [id, ...named.params, ...his.params, query.limit + 1],
  };
}

function amongFew({ id }: Organization, query: EnterpriseSearchQuery): Statement {
  const named = fits(query);
  return {
    sql: `SELECT ${COLUMNS}
      FROM (SELECT l.enterprise_id FROM enterprise_users l FORCE INDEX (ix_enterprise_users_user)
        WHERE l.user_id = ? AND l.organization_id = ? LIMIT ${FEW}) f
      JOIN enterprises e FORCE INDEX (PRIMARY) ON e.id = f.enterprise_id
      WHERE ${named.sql} ORDER BY e.name_search, e.id LIMIT ?`,
    params: [query.userId ?? null, id, ...named.params, query.limit + 1],
  };
}

function byIdIn({ id }: Organization, { text, accountType, userId }: EnterpriseSearchQuery): Statement {
  const his = isOf(userId);
  const ofType = accountType === undefined ? '' : 'AND e.account_type = ?';
  return {
    sql: `SELECT ${COLUMNS} FROM enterprises e WHERE e.id = ? AND e.organization_id = ? ${ofType} ${his.sql}`,
    params: [text, id, ...(accountType === undefined ? [] : [accountType]), ...his.params],
  };
}
