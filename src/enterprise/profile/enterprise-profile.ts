import type { Enterprise } from '../enterprise.js';
import type { Freeze } from '../freeze/enterprise-freeze.js';

/** What may be changed of an enterprise. */
export interface EnterpriseProfile {
  /** Null where none was given. */
  readonly legalPersonName: string | null;
  readonly usersViewAllWallets: boolean;
}

/** An enterprise with all that its documented object shows (api-v2.md §3.3). */
export interface ProfiledEnterprise extends Enterprise, EnterpriseProfile {
  /** Its last freeze, over or not. */
  readonly freeze: Freeze | null;
}
