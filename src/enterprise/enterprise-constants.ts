/** How far an enterprise's identity has been verified, as filters name it (api-v2.md §3.2). */
export const KYC_STATES = ['unverified', 'approved', 'rejected', 'pending'] as const;

/** This service verifies nobody's identity, and says so. */
export const KYC_STATE = 'unverified';

/** What an enterprise is to those who run its organization (api-v2.md §7). */
export const BUSINESS_MODELS = ['bitgoAsAService', 'cryptoAsAServiceParent', 'cryptoAsAServiceChild'] as const;

/** Every enterprise here is one of an organization's customers. */
export const BUSINESS_MODEL = 'cryptoAsAServiceChild';

/** What an organization that holds such enterprises is. */
export const ORGANIZATION_BUSINESS_MODEL = 'cryptoAsAService';

/** How many admins have to agree to a change: approvals are not held here. */
export const APPROVALS_REQUIRED = 1;

/** Filters over what is the same of every enterprise here: they take all, or none. */
export interface ConstantFilters {
  readonly kycStates?: readonly string[];
  readonly businessModels?: readonly string[];
}

/** Whether these filters take any enterprise at all. */
export function takesAny({ kycStates, businessModels }: ConstantFilters): boolean {
  return (kycStates?.includes(KYC_STATE) ?? true) && (businessModels?.includes(BUSINESS_MODEL) ?? true);
}
