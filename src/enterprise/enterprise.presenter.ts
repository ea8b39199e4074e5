import type { CreatedEnterprise } from './enterprise.service.js';
import type { ListedEnterprise } from './enterprise-list.service.js';

/** The 200 of the create-enterprise page: exactly these two members. */
export function presentCreated({ enterpriseId, userId }: CreatedEnterprise) {
  return { enterpriseId, userId };
}

/** The list of api-v2.md §3.2: the cursor is there only when the list was cut. */
export function presentList({ enterprises, more }: { enterprises: readonly ListedEnterprise[]; more: boolean }) {
  const stubs = enterprises.map(({ id, name }) => ({ id, name }));
  return { enterprises: stubs, ...(more && { nextBatchPrevId: stubs.at(-1)!.id }) };
}
