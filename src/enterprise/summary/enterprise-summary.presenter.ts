import type { EnterpriseSummary } from './enterprise-summary.service.js';

/** The summary of api-v2.md §3.1: this service archives and verifies nothing. */
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
