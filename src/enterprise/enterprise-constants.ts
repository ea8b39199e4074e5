/** How far an enterprise's identity has been verified, as filters name it (api-v2.md §3.2). */
export const KYC_STATES = ['unverified', 'approved', 'rejected', 'pending'] as const;

/** This service verifies no identities. */
export const KYC_STATE = 'unverified';

/** The business models that filters name (api-v2.md §7). */
export const BUSINESS_MODELS = ['bitgoAsAService', 'cryptoAsAServiceParent', 'cryptoAsAServiceChild'] as const;

/** Every enterprise here is one of an organization's customers. */
export const BUSINESS_MODEL = 'cryptoAsAServiceChild';

/** Of an organization with such enterprises. */
export const ORGANIZATION_BUSINESS_MODEL = 'cryptoAsAService';

/** How many admins have to agree to a change: this service keeps no approvals. */
export const APPROVALS_REQUIRED = 1;

/** Filters on values that are the same for every enterprise here: they match all or none. */
export interface ConstantFilters {
  readonly kycStates?: readonly string[];
  readonly businessModels?: readonly string[];
}

/** Whether these filters can match an enterprise. */
export function matchesAny({ kycStates, businessModels }: ConstantFilters): boolean {
  return (kycStates?.includes(KYC_STATE) ?? true) && (businessModels?.includes(BUSINESS_MODEL) ?? true);
}

/** The account type of an enterprise if neither its creation nor its organization names one (api-v2.md §1.4). */
export const DEFAULT_ACCOUNT_TYPE = 'individual';

/** The length of the column `name_search`. */
const SEARCHABLE_CHARACTERS = 320;

/**
 * The normalized name by which enterprises are searched and sorted, cut to the column's length: NFC and lower case may
 * make a name longer (İ). A final sigma becomes a plain one, since the last letter of a prefix need not be the last of
 * the word. Control characters become spaces: MySQL pads with spaces when it compares, so characters below a space
 * would sort before their own prefix.
 */
export function searchable(name: string): string {
  const folded = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/\p{Cc}/gu, ' ');
  return [...folded].slice(0, SEARCHABLE_CHARACTERS).join('');
}
