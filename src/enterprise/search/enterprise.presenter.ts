import type { FoundEnterprises, ListedEnterprise } from './enterprise-list.js';
import { cursorOf } from './enterprise-search-cursor.js';
import type { EnterpriseItemResponse, EnterprisePageResponse } from '../enterprise.response.js';

/** The stub of an enterprise, as lists show it (api-v2.md §3.2). */
export function presentStub({ id, name }: ListedEnterprise): EnterpriseItemResponse {
  return { id, name };
}

/** The list of api-v2.md §3.2; it has cursors only if more follows. */
export function presentList({ enterprises, more, last }: FoundEnterprises): EnterprisePageResponse {
  const stubs = enterprises.map(presentStub);
  return {
    enterprises: stubs,
    ...(more && { nextBatchPrevId: stubs.at(-1)!.id }),
    ...(more && last && { nextSearchAfter: cursorOf(last) }),
  };
}
