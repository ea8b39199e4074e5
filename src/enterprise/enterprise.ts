import type { AccountType } from './enterprise-fingerprint.js';
import type { Organization } from '../organization/organization.js';

/** An enterprise as it is stored; times in milliseconds since 1970. */
export interface Enterprise {
  readonly id: string;
  readonly organization: Organization;
  readonly name: string;
  /** `individual` or `entity`. */
  readonly accountType: AccountType;
  readonly isCaaS: boolean;
  /** The user whose id the creation returned. */
  readonly userId: string;
  readonly createdAt: number;
  /** Grows with each change of it, of its profile, of its freeze and of its users. */
  readonly version: number;
}

/** The ETag of an enterprise: its version, and whether its organization is suspended. */
export function enterpriseTagOf({ version, organization }: Enterprise): string {
  return organization.suspended ? `${version}-suspended` : String(version);
}
