import { presentMember } from '../../user/roles/user.presenter.js';
import type { EnterpriseUserPage, HeldEnterprise } from './enterprise-user-list.service.js';
import type { EnterpriseMembershipPage, EnterpriseUsersResponse } from './enterprise-user.response.js';

/** The users of an enterprise, its admins separately (api-v2.md §3.3); `role` and the cursor are extensions. */
export function presentUsers({ users, more, count }: EnterpriseUserPage): EnterpriseUsersResponse {
  const those = (isAdmin: boolean) =>
    users.filter(({ role }) => (role === 'admin') === isAdmin).map(({ user, role }) => presentMember(user, role));
  return {
    ...{ adminUsers: those(true), nonAdminUsers: those(false) },
    ...(count !== undefined && { count }),
    incomplete: more,
    ...(more && { nextBatchPrevId: users.at(-1)!.user.id }),
  };
}

/** The enterprises in which a user has a role; it has a cursor only if more follows (api-v2.md §5). */
export function presentHeld({
  enterprises,
  more,
}: {
  enterprises: readonly HeldEnterprise[];
  more: boolean;
}): EnterpriseMembershipPage {
  const shown = enterprises.map(({ id, name, organizationId, role }) => ({ id, name, organizationId, role }));
  return { enterprises: shown, ...(more && { nextBatchPrevId: shown.at(-1)!.id }) };
}
