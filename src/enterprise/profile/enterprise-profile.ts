import type { Enterprise } from '../enterprise.js';
import type { Freeze } from '../freeze/enterprise-freeze.js';

/** What may be changed of an enterprise. */
export interface EnterpriseProfile {
  /** Null if none was given. */
  readonly legalPersonName: string | null;
  readonly usersViewAllWallets: boolean;
}

/** An enterprise with all that its documented object contains (api-v2.md §3.3). */
export interface ProfiledEnterprise extends Enterprise, EnterpriseProfile {
  /** Its last freeze, which may be over. */
  readonly freeze: Freeze | null;
}
