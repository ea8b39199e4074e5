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

/** Filters on what is the same for every enterprise here: they match all, or none. */
export interface ConstantFilters {
  readonly kycStates?: readonly string[];
  readonly businessModels?: readonly string[];
}

/** Whether these filters match any enterprise at all. */
export function takesAny({ kycStates, businessModels }: ConstantFilters): boolean {
  return (kycStates?.includes(KYC_STATE) ?? true) && (businessModels?.includes(BUSINESS_MODEL) ?? true);
}

/** Of an enterprise whose creation names none, in an organization without a default (api-v2.md §1.4). */
export const DEFAULT_ACCOUNT_TYPE = 'individual';

/** The length of the column `name_search`. */
const SEARCHABLE_CHARACTERS = 320;

/**
 * The form in which the beginning of a name is searched for; cut, since NFC and lower case may make it longer (İ). A
 * sigma is the same at the end of a word, or a beginning would not be one of its own name. Control characters are
 * spaces: MySQL pads with those where it compares, so that what sorts below them would precede its own beginning.
 */
export function searchable(name: string): string {
  const folded = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/\p{Cc}/gu, ' ');
  return [...folded].slice(0, SEARCHABLE_CHARACTERS).join('');
}
