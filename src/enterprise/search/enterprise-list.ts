import type { ConstantFilters } from '../enterprise-constants.js';
import type { AccountType, ThirdPartyIdentifier } from '../enterprise-fingerprint.js';
import type { SearchPlace } from './enterprise-search-cursor.js';

/** Which of an organization's enterprises to list. */
export interface EnterpriseQuery extends ConstantFilters {
  /** The one that was created with this key: none or one. */
  readonly idempotencyKey?: string;
  /** Those with this identifier of another system. */
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

/** What to search for in an organization. */
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

/** Which of the caller's own enterprises in an organization to list. */
export interface OwnEnterpriseQuery {
  /** At most so many. */
  readonly limit: number;
  /** Those whose ids come after this one. */
  readonly afterId?: string;
  /** The beginning of a name, or an id. */
  readonly text?: string;
  /** Where a search goes on. */
  readonly after?: SearchPlace;
}

/** The page in rows of which one more than its length was read. */
export function toPage(rows: readonly ListedEnterprise[], limit: number): EnterprisePage {
  return { enterprises: rows.slice(0, limit).map(({ id, name }) => ({ id, name })), more: rows.length > limit };
}
