import type { EnterpriseSummary } from './enterprise-summary.service.js';
import type { EnterpriseSummaryResponse, VerificationCountsResponse } from './enterprise-summary.response.js';

/** The summary of api-v2.md §3.1: this service archives and verifies nothing. */
export function presentSummary({
  total,
  frozen,
  deleted,
  byAccountType,
}: EnterpriseSummary): EnterpriseSummaryResponse {
  return {
    inventory: { totalCount: total, activeCount: total, archivedCount: 0, frozenCount: frozen, deletedCount: deleted },
    byVerificationState: verificationOf(total),
    byAccountTypeAndVerificationState: {
      individual: verificationOf(byAccountType.individual),
      entity: verificationOf(byAccountType.entity),
    },
  };
}

function verificationOf(unverified: number): VerificationCountsResponse {
  return { unverified, approved: 0, rejected: 0, pending: 0 };
}
