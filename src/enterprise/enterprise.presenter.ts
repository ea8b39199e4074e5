import { APPROVALS_REQUIRED, BUSINESS_MODEL, KYC_STATE } from './enterprise-constants.js';
import type { Freeze } from './enterprise-freeze.service.js';
import type { ProfiledEnterprise } from './enterprise-profile.service.js';
import { cursorOf } from './enterprise-search-cursor.js';
import type { FoundEnterprises } from './enterprise-search.service.js';
import type { EnterpriseSummary } from './enterprise-summary.service.js';
import type { CreatedEnterprise } from './enterprise.service.js';
import type { ListedEnterprise } from './enterprise-list.service.js';

/** The 200 of the create-enterprise page: exactly these two members. */
export function presentCreated({ enterpriseId, userId }: CreatedEnterprise) {
  return { enterpriseId, userId };
}

/** The stub of an enterprise, as lists show it (api-v2.md §3.2). */
export function presentStub({ id, name }: ListedEnterprise) {
  return { id, name };
}

/** The list of api-v2.md §3.2: the cursors are there only when the list was cut. */
export function presentList({ enterprises, more, last }: FoundEnterprises) {
  const stubs = enterprises.map(presentStub);
  return {
    enterprises: stubs,
    ...(more && { nextBatchPrevId: stubs.at(-1)!.id }),
    ...(more && last && { nextSearchAfter: cursorOf(last) }),
  };
}

/** What is said of every enterprise: this service holds no wallets, licences or agreements (docs/compatibility.md). */
const CONSTANTS = {
  bitgoOrg: 'BitGo Inc',
  kycState: KYC_STATE,
  type: '',
  latestSAVersionSigned: 0,
  travelRule: false,
  productLicenses: [],
  canAccessBorrowing: false,
  canAccessLending: false,
  canAccessSettlement: false,
  canAccessTrading: false,
  canCreateColdWallet: false,
  canCreateHotWallet: false,
  canCreateCustodialWallet: false,
  canCreateOffchainWallet: false,
  oneTimeFees: [],
  upfrontPaymentStatus: '',
  ethAlwaysUseHop: false,
  videoIdWaived: false,
  wallets: [],
  tags: [],
  hasScimClient: false,
  businessModel: BUSINESS_MODEL,
  approvalsRequired: APPROVALS_REQUIRED,
} as const;

/** The flat object of api-v2.md §3.3. */
export function presentEnterprise(enterprise: ProfiledEnterprise) {
  const { id, name, organization, legalPersonName, usersViewAllWallets, freeze } = enterprise;
  return {
    id,
    name,
    ...CONSTANTS,
    legalIdentifiers: {
      legalPersonNameIdentifierType: 'LEGL',
      ...(legalPersonName !== null && { legalPersonName }),
    },
    usersViewAllWallets,
    accountType: enterprise.accountType,
    primaryContact: enterprise.userId,
    organizationId: organization.id,
    organization: organization.id,
    createdAt: new Date(enterprise.createdAt).toISOString(),
    ...(freeze && { freeze: presentFreeze(freeze) }),
  };
}

/** A freeze; nothing of one that has never been (api-v2.md §3.3). */
export function presentFreeze(freeze: Freeze | null) {
  if (!freeze) return {};
  return {
    time: new Date(freeze.at).toISOString(),
    expires: new Date(freeze.expiresAt).toISOString(),
    frozenBy: freeze.frozenBy,
    ...(freeze.thawedBy !== null && { unFrozenBy: freeze.thawedBy }),
  };
}

/** The summary of api-v2.md §3.1: nothing is archived here, and nobody verified. */
export function presentSummary({ total, frozen, deleted, byAccountType }: EnterpriseSummary) {
  return {
    inventory: { totalCount: total, activeCount: total, archivedCount: 0, frozenCount: frozen, deletedCount: deleted },
    byVerificationState: verificationOf(total),
    byAccountTypeAndVerificationState: {
      individual: verificationOf(byAccountType.individual),
      entity: verificationOf(byAccountType.entity),
    },
  };
}

function verificationOf(unverified: number) {
  return { unverified, approved: 0, rejected: 0, pending: 0 };
}
