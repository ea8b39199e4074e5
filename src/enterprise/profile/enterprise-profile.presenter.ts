import { APPROVALS_REQUIRED, BUSINESS_MODEL, KYC_STATE } from '../enterprise-constants.js';
import type { Freeze } from '../freeze/enterprise-freeze.js';
import type { ProfiledEnterprise } from './enterprise-profile.js';
import type { EnterpriseFreezeResponse, EnterpriseResponse } from './enterprise-profile.response.js';

/** The same for every enterprise: this service keeps no wallets, licences or agreements (docs/compatibility.md). */
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
export function presentEnterprise(enterprise: ProfiledEnterprise): EnterpriseResponse {
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

/** A freeze; an empty object if there has been none (api-v2.md §3.3). */
export function presentFreeze(freeze: Freeze | null): EnterpriseFreezeResponse {
  if (!freeze) return {};
  return {
    time: new Date(freeze.at).toISOString(),
    expires: new Date(freeze.expiresAt).toISOString(),
    frozenBy: freeze.frozenBy,
    ...(freeze.thawedBy !== null && { unFrozenBy: freeze.thawedBy }),
  };
}
