import { cursorOf } from './enterprise-search-cursor.js';
import type { FoundEnterprises } from './enterprise-search.service.js';
import type { EnterpriseSummary } from './enterprise-summary.service.js';
import type { ListedEnterprise } from './enterprise-list.service.js';

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
