import type { ConstantFilters } from '../enterprise-constants.js';
import type { AccountType, ThirdPartyIdentifier } from '../enterprise-fingerprint.js';
import type { SearchPlace } from './enterprise-search-cursor.js';

/** Which of an organization's enterprises to list. */
export interface EnterpriseQuery extends ConstantFilters {
  /** The one that was created with this key. */
  readonly idempotencyKey?: string;
  /** Those with this identifier of another system. */
  readonly thirdPartyIdentifier?: ThirdPartyIdentifier;
  readonly accountType?: AccountType;
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
}

/** An enterprise as a list shows it. */
export interface ListedEnterprise {
  readonly id: string;
  readonly name: string;
}

/** One page of enterprises, and whether more follow. */
export interface EnterprisePage {
  readonly enterprises: readonly ListedEnterprise[];
  readonly more: boolean;
}

/** What to search for in an organization. */
export interface EnterpriseSearchQuery extends ConstantFilters {
  /** The beginning of a name, whatever its case, or an id. */
  readonly text: string;
  readonly accountType?: AccountType;
  /** At most so many. */
  readonly limit: number;
  /** Those after this position. */
  readonly after?: SearchPlace;
  /** Those in which this user has a role. */
  readonly userId?: string;
}

/** One page of a search; `last` is the position of its last enterprise, from which the next page continues. */
export interface FoundEnterprises extends EnterprisePage {
  readonly last?: SearchPlace;
}

/** Which of the caller's own enterprises in an organization to list. */
export interface OwnEnterpriseQuery {
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
  /** The beginning of a name, or an id. */
  readonly text?: string;
  /** The position from which a search continues. */
  readonly after?: SearchPlace;
}

/** The page of these rows, of which one more than `limit` was read. */
export function toPage(rows: readonly ListedEnterprise[], limit: number): EnterprisePage {
  return { enterprises: rows.slice(0, limit).map(({ id, name }) => ({ id, name })), more: rows.length > limit };
}
